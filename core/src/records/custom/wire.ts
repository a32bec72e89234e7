import type { ResourceModel } from '../model.ts'
import { customPrefix } from './definition.ts'

type Values = Readonly<Record<string, unknown>>

/** On the wire a tenant's fields stand under `custom`; inside the engine each has its name, `custom.colour`, like any other field. */
export function flatten(values: Values): Record<string, unknown> {
  const { custom, ...rest } = values
  if (custom === undefined) return rest
  if (typeof custom !== 'object' || custom === null || Array.isArray(custom)) return { ...values }
  const own = Object.entries(custom).map(([key, value]) => [customPrefix + key, value])
  return { ...rest, ...Object.fromEntries(own) }
}

/** The other way; a record of a resource without such fields is given back as it is. */
export function nested<R extends Values>(model: ResourceModel, record: R): R {
  if (!model.custom) return record
  const plain: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record))
    if (name.startsWith(customPrefix)) custom[name.slice(customPrefix.length)] = value
    else plain[name] = value
  return (Object.keys(custom).length > 0 ? { ...plain, custom } : plain) as R
}

/** The value of a field in a record as it is on the wire. */
export function wireValue(record: Values, name: string): unknown {
  if (!name.startsWith(customPrefix)) return record[name]
  return (record['custom'] as Values | undefined)?.[name.slice(customPrefix.length)]
}

/** The names of the fields that a record on the wire shows. */
export function namesShown(record: Values): string[] {
  return Object.keys(flatten(record))
}
