import type { ManifestField, ManifestRecordField } from '@guildhall/sdk/manifest'
import { tidy } from '../../fields/json/tidy.ts'
import { dayOf } from '../../fields/zone.ts'

type Values = Readonly<Record<string, unknown>>

export interface Moment {
  readonly me: string | null
  readonly zone: string
  readonly now: Date
}

/** What a new record begins with: the defaults of its fields, as the server would reckon them. */
export function initialValues(fields: readonly ManifestField[], moment: Moment): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = defaultOf(field, moment)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

function defaultOf({ default: given, kind }: ManifestField, { me, zone, now }: Moment): unknown {
  if (given === undefined) return kind === 'refs' ? [] : undefined
  if (given === '$me') return me ?? undefined
  const [, base, sign = '+', count = '0', unit = 'd'] =
    typeof given === 'string' ? (/^\$(today|now)(?:([+-])(\d+)([dhm]))?$/.exec(given) ?? []) : []
  if (!base) return given
  const seconds = Number(`${sign}${count}`) * { d: 86_400, h: 3600, m: 60 }[unit as 'd' | 'h' | 'm']
  // Days are counted on the calendar, so that a change of clocks moves none.
  if (base === 'now') return new Date(now.getTime() + seconds * 1000).toISOString()
  const today = Date.parse(`${dayOf(now.toISOString(), zone)}T00:00Z`)
  return new Date(today + seconds * 1000).toISOString().slice(0, 10)
}

/** What the server is told of a form: the values of its fields, empty inputs as null. */
export function valuesIn(fields: readonly ManifestField[], form: Values): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => (field.name in form ? [[field.name, valueOfField(field, form[field.name])]] : [])),
  )
}

/** Only what differs from the record as the form began with it. */
export function changesIn(fields: readonly ManifestField[], form: Values, begun: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(valuesIn(fields, form)).filter(([name, value]) => !isSame(value, begun[name] ?? null)),
  )
}

export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

function valueOfField({ kind, schema, required, optional }: ManifestField, value: unknown): unknown {
  if (value === '' || value === undefined) return kind === 'refs' ? [] : null
  if (kind !== 'json') return value
  const isList = (schema as { type?: string } | undefined)?.type === 'array'
  return tidy(value) ?? (isList && (required || !optional) ? [] : null)
}

/** Objects are compared by what they say, not by the order they say it in. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

/** Who may change what: a record's own word, where it has one. */
export function isOpen(
  field: ManifestRecordField,
  can: { readonly fields?: true | readonly string[] } | undefined,
): boolean {
  if (field.updatable === 'never') return false
  return can?.fields === undefined || can.fields === true || can.fields.includes(field.name)
}
