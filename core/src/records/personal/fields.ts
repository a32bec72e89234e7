import type { Fields } from '@guildhall/sdk'
import type { Draft } from '../draft.ts'
import type { ResourceModel } from '../model.ts'
import { remember } from '../remember.ts'
import { isSealed, type PersonalKey } from './vault.ts'

const names = new WeakMap<ResourceModel, ReadonlySet<string>>()

/** The fields that say something about a person. */
export function personalOf(model: ResourceModel): ReadonlySet<string> {
  return remember(names, model, () => {
    const own = namesIn(model.definition?.fields)
    // What a tenant notes beside them on a card of a person is about the person, too.
    return new Set(own.length > 0 ? [...own, ...(model.custom?.fields.map(({ name }) => name) ?? [])] : [])
  })
}

/** What is personal in an action's input. */
export function personalIn(model: ResourceModel, action: string | undefined): ReadonlySet<string> {
  const input = action === undefined ? undefined : model.actions?.get(action)?.input
  return new Set(namesIn(input as Fields | undefined))
}

const namesIn = (fields: Fields = {}) => Object.keys(fields).filter((name) => fields[name]?.personal)

/** The values as the history keeps them. @throws TypeError for personal values without a key: a programming mistake */
export function seal<Values extends Readonly<Draft> | null | undefined>(
  values: Values,
  personal: ReadonlySet<string>,
  key: PersonalKey | undefined,
): Values | Draft {
  if (!values || personal.size === 0) return values
  const entries = Object.entries(values).map(([name, value]) => {
    if (!personal.has(name) || value === null || value === undefined) return [name, value]
    if (!key) throw new TypeError(`Nothing keeps ${name} for the history: it is personal, and there is no key`)
    return [name, key.seal(name, value)]
  })
  return Object.fromEntries(entries)
}

export interface Opened {
  readonly values: Readonly<Draft>
  /** The names of what nobody can read any more. */
  readonly removed: readonly string[]
}

/** The values as they once were, as far as their key still exists. */
export function open(values: Readonly<Draft>, key: PersonalKey | null): Opened {
  const removed: string[] = []
  const entries = Object.entries(values).flatMap(([name, value]) => {
    if (!isSealed(value)) return [[name, value]]
    if (key) return [[name, key.open(name, value)]]
    removed.push(name)
    return []
  })
  return { values: Object.fromEntries(entries), removed }
}
