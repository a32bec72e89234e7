import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'

/** The ways a list can be looked at. */
export const viewKinds = ['table', 'board', 'calendar', 'timeline', 'tree'] as const
type BuiltIn = (typeof viewKinds)[number]
/** A way that a plugin draws itself: `own:<plugin>/<slot>`. */
export type OwnKind = `own:${string}`
export type ViewKind = BuiltIn | OwnKind

export const isOwnKind = (kind: string | null): kind is OwnKind => kind?.startsWith('own:') === true

export interface Board {
  readonly field: ManifestRecordField
}
export interface Days {
  readonly from: ManifestRecordField
  readonly to?: ManifestRecordField
}

const readable = (resource: ManifestResource, name: string | undefined) =>
  resource.fields.find((field) => field.name === name && field.readable !== 'never')

/** The state whose values are columns: the one the plugin names, or the first that actions move. */
export function boardOf(resource: ManifestResource): Board | null {
  const field = resource.views.board
    ? readable(resource, resource.views.board)
    : resource.fields.find(({ kind, readable }) => kind === 'state' && readable !== 'never')
  return field?.values ? { field } : null
}

export function calendarOf(resource: ManifestResource): Days | null {
  const from = readable(resource, resource.views.calendar?.from)
  const to = readable(resource, resource.views.calendar?.to)
  return from ? { from, ...(to && { to }) } : null
}

/** What begins and ends can be laid along a line. */
export function timelineOf(resource: ManifestResource): Required<Days> | null {
  const { from, to } = calendarOf(resource) ?? {}
  return from && to ? { from, to } : null
}

export const treeOf = (resource: ManifestResource): ManifestRecordField | null =>
  readable(resource, resource.tree) ?? null

/** Those that make sense for a resource; the table always does. */
export const viewKindsOf = (resource: ManifestResource): readonly BuiltIn[] =>
  viewKinds.filter((kind) => kind === 'table' || possible[kind](resource) !== null)

const possible = { board: boardOf, calendar: calendarOf, timeline: timelineOf, tree: treeOf } as const
