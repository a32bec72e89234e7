import type { Sample } from '../subjects.ts'
import deafEar from './deaf-ear/src/index.ts'
import lastWord from './last-word/src/index.ts'
import longWait, { damage as longWaitDamage } from './long-wait/src/index.ts'
import looseChange, { damage as looseChangeDamage } from './loose-change/src/index.ts'
import lowWall, { damage as lowWallDamage } from './low-wall/src/index.ts'
import openGate from './open-gate/src/index.ts'
import ownTongue from './own-tongue/src/index.ts'
import secondOpinion from './second-opinion/src/index.ts'
import shortMemory, { damage as shortMemoryDamage } from './short-memory/src/index.ts'
import shrug from './shrug/src/index.ts'
import sideDoor from './side-door/src/index.ts'
import slowHand from './slow-hand/src/index.ts'
import twentyQuestions from './twenty-questions/src/index.ts'

export interface BrokenSample extends Sample {
  /** The law it breaks, and no other. */
  readonly breaks: number
  /** What the finding says, of which place. */
  readonly found: RegExp
}

/** One for each law that a plugin could break. */
export const brokenSamples: readonly BrokenSample[] = [
  { plugin: openGate, breaks: 1, found: /route GET \/api\/open-gate\/all: it does not say who may call it\. Give it/ },
  { plugin: sideDoor, breaks: 2, found: /side-door\/src\/index\.ts: it imports pg.*Use the scope/ },
  {
    plugin: lowWall,
    damage: lowWallDamage,
    breaks: 3,
    found: /table public\.walls: row-level security is not forced on it\. ALTER TABLE/,
  },
  { plugin: secondOpinion, breaks: 4, found: /resource opinions, rules of worker.*Correct the rule/ },
  { plugin: deafEar, breaks: 5, found: /handler deaf-ear:.*not listening.*delivered again/ },
  { plugin: lastWord, breaks: 6, found: /resource wills: it had [1-9]\d* records and has 0.*Leave the data alone/ },
  { plugin: ownTongue, withoutTexts: true, breaks: 7, found: /"Please do not shout here" is written in code\. Put it/ },
  {
    plugin: looseChange,
    damage: looseChangeDamage,
    breaks: 8,
    found: /public\.coins\.price_amount: it is double precision\. Money is a bigint/,
  },
  {
    plugin: shortMemory,
    damage: shortMemoryDamage,
    breaks: 9,
    found: /table public\.scribbles: it belongs to no resource.*Declare a resource/,
  },
  { plugin: shrug, breaks: 10, found: /POST \/api\/shrugs, only what is required: it answers 500\. Let hooks bear/ },
  {
    plugin: longWait,
    damage: longWaitDamage,
    breaks: 11,
    found: /resource queues, as it opens, for admin: Sort: it sorts all rows of the tenant.*Declare the index/,
  },
  {
    plugin: twentyQuestions,
    breaks: 12,
    found:
      /GET \/api\/twenty-questions\/all: it asks the database \d+ times for a few records and \d+ times for many\. Ask for all/,
  },
  {
    plugin: slowHand,
    breaks: 13,
    found: /hooks of letters: a write takes \d+ ms with them and \d+ ms without\. Leave/,
  },
]
