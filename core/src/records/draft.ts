import { nowPattern, resolveMoment, todayPattern } from '../access/moment.ts'
import { type Context, momentsOf } from './context.ts'
import { flatten } from './custom/wire.ts'
import type { FieldModel, ResourceModel } from './model.ts'

export type Draft = Record<string, unknown>

/** What was given, in the form it is kept: texts trimmed and in NFC, empty texts null, instants in UTC, lists without repeats. */
export function normalize(model: ResourceModel, input: Readonly<Draft>): Draft {
  const draft: Draft = {}
  for (const [name, value] of Object.entries('custom' in input ? flatten(input) : input)) {
    const field = model.fields.get(name)
    draft[name] = field ? normalizeValue(field, value) : value
  }
  return draft
}

export function normalizeValue(field: FieldModel, value: unknown): unknown {
  if (typeof value === 'string') {
    if (field.kind === 'instant') return toUtc(value)
    const text = field.definition.multiline ? value.normalize('NFC').trimEnd() : value.normalize('NFC').trim()
    return text === '' ? null : text
  }
  if (Array.isArray(value) && (field.kind === 'refs' || field.kind === 'files' || field.kind === 'choices'))
    return field.kind === 'choices' && value.length === 0 ? null : [...new Set(value)]
  if (field.custom && field.kind === 'decimal' && typeof value === 'number' && Number.isFinite(value))
    return Number(value.toFixed(field.definition.scale ?? 2))
  return value
}

/** The fields of a new record that nobody gave. */
export function withDefaults(model: ResourceModel, input: Readonly<Draft>, context: Context): Draft {
  const draft: Draft = {}
  for (const field of model.fields.values()) {
    if (field.kind === 'many') continue
    const given = input[field.name]
    draft[field.name] = given === undefined ? defaultOf(field, context) : given
    if (field.kind === 'instant' && !field.custom)
      draft[`${field.name}Zone`] = draft[field.name] === null ? null : (input[`${field.name}Zone`] ?? context.zone)
  }
  return draft
}

function defaultOf(field: FieldModel, context: Context): unknown {
  const value = field.definition.default
  if (value === '$me') return context.me
  if (typeof value === 'string' && (todayPattern.test(value) || nowPattern.test(value)))
    return resolveMoment(value, momentsOf(context))
  if (value !== undefined) return value
  if (field.kind === 'boolean') return false
  if (field.kind === 'refs' || field.kind === 'files') return []
  return null
}

function toUtc(value: string): string {
  const milliseconds = Date.parse(value)
  return Number.isNaN(milliseconds) ? value : new Date(milliseconds).toISOString()
}

/** The names of the fields that differ. Order matters in lists; objects are compared by content. */
export function changedFields(model: ResourceModel, previous: Readonly<Draft>, next: Readonly<Draft>): string[] {
  return [...model.fields.values()]
    .filter((field) => field.kind !== 'many' && field.name in next && !isSame(previous[field.name], next[field.name]))
    .map((field) => field.name)
}

export function isSame(one: unknown, other: unknown): boolean {
  if (one === other || (one ?? null) === (other ?? null)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length && keys.every((key) => isSame((one as Draft)[key], (other as Draft)[key]))
  )
}
