import { databaseDecides } from './agreement.ts'
import { hooksAreBrief } from './brief-hooks.ts'
import { clearAnswers } from './clear-answers.ts'
import { closedByDefault } from './closed-by-default.ts'
import { exactFigures } from './exact-figures.ts'
import { factsAreNotLost } from './facts.ts'
import { historyStays } from './history.ts'
import type { Law } from './law.ts'
import { listsHaveIndexes } from './list-indexes.ts'
import { offMeansOff } from './off.ts'
import { oneDoor } from './one-door.ts'
import { secondWall } from './second-wall.ts'
import { listsCostTheSame } from './steady-lists.ts'
import { everyWordIsAKey } from './words.ts'

/** What every plugin obeys, in the order in which it is held against one: the last two fill the tables. */
export const laws: readonly Law[] = [
  closedByDefault,
  oneDoor,
  secondWall,
  databaseDecides,
  factsAreNotLost,
  offMeansOff,
  everyWordIsAKey,
  exactFigures,
  historyStays,
  clearAnswers,
  hooksAreBrief,
  listsCostTheSame,
  listsHaveIndexes,
]
