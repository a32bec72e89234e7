import type { FieldKind, Fields } from './fields/field.ts'
import type { Archetype, BaseAction } from './rules.ts'
import type { ResourceToken } from './token.ts'
import type { FieldNameOf } from './where.ts'

/** The places of the backoffice where a plugin may draw something of its own. */
export const slotKinds = ['bar', 'page', 'widget', 'tab', 'aside', 'field', 'list'] as const
export type SlotKind = (typeof slotKinds)[number]

/** An action on a resource that somebody must hold before something is offered to him. */
export interface Right {
  readonly action: string
  readonly resource: string
}

/** A right, checked by the types: `may(tasks, 'complete')`. */
export function may<F extends Fields, Inputs, const A extends (keyof Inputs & string) | BaseAction>(
  resource: ResourceToken<string, F, Inputs>,
  action: A,
): Right {
  return { action, resource: resource.name }
}

export interface SlotOptions {
  /** Offered only to who holds it; whoever may read the slot's resource, or everybody, unless given. */
  readonly right?: Right
  /** Offered to these archetypes only; to all unless given. */
  readonly for?: readonly Archetype[]
}

export interface BarOptions extends SlotOptions {
  /** The backoffice's own sign in whose place it stands. */
  readonly instead?: 'bell'
}

export interface PageOptions extends SlotOptions {
  /** Below the tenant's own address and the plugin's name: `/planner` is found at `/at/<tenant>/<plugin>/planner`. */
  readonly path: `/${string}`
  /** Where the menu shows it; `main` unless given. */
  readonly menu?: 'main' | 'settings' | 'hidden'
  /** A name from the icon set of the interface (Material symbols). */
  readonly icon?: string
}

/** One place that a plugin's module fills. Its title is the plugin's text `slots.<name>.title`. */
export interface Slot<Kind extends SlotKind = SlotKind, Name extends string = string> extends SlotOptions {
  readonly kind: Kind
  readonly name: Name
  readonly resource?: string
  /** Of a field's slot: one field of the resource, or every field of a kind. */
  readonly field?: string
  readonly fieldKind?: FieldKind
  readonly path?: string
  readonly menu?: 'main' | 'settings' | 'hidden'
  readonly icon?: string
  readonly instead?: 'bell'
}

/** Declares what a plugin's module draws, and where. Names are camelCase and unique in the plugin. */
export const slot = {
  /** A button or sign at the top, on every screen. */
  bar: <const N extends string>(name: N, options: BarOptions = {}): Slot<'bar', N> => ({
    kind: 'bar',
    name,
    ...options,
  }),
  /** A screen with an address and an entry of the menu. */
  page: <const N extends string>(name: N, options: PageOptions): Slot<'page', N> => ({
    kind: 'page',
    name,
    ...options,
  }),
  /** A card on the home page, beside the figures and lists that plugins only declare. */
  widget: <const N extends string>(name: N, options: SlotOptions = {}): Slot<'widget', N> => ({
    kind: 'widget',
    name,
    ...options,
  }),
  /** A tab of each record of a resource. */
  tab: <const N extends string>(name: N, resource: ResourceToken, options: SlotOptions = {}): Slot<'tab', N> => ({
    kind: 'tab',
    name,
    resource: resource.name,
    ...options,
  }),
  /** Something beside each record of a resource. */
  aside: <const N extends string>(name: N, resource: ResourceToken, options: SlotOptions = {}): Slot<'aside', N> => ({
    kind: 'aside',
    name,
    resource: resource.name,
    ...options,
  }),
  /** Another way to show and enter one field. */
  field: <const N extends string, F extends Fields>(
    name: N,
    resource: ResourceToken<string, F>,
    field: FieldNameOf<F>,
    options: SlotOptions = {},
  ): Slot<'field', N> => ({ kind: 'field', name, resource: resource.name, field, ...options }),
  /** Another way to show and enter every field of a kind, of all resources. */
  kind: <const N extends string>(name: N, fieldKind: FieldKind, options: SlotOptions = {}): Slot<'field', N> => ({
    kind: 'field',
    name,
    fieldKind,
    ...options,
  }),
  /** Another way to see the list of a resource, beside table, board and calendar. */
  list: <const N extends string>(
    name: N,
    resource: ResourceToken,
    options: SlotOptions & { readonly icon?: string } = {},
  ): Slot<'list', N> => ({ kind: 'list', name, resource: resource.name, ...options }),
} as const

/** What a plugin brings to the backoffice besides what is generated: one ES module, loaded at run time, and what it draws. */
export interface AdminPart {
  /** The built module: `new URL('../dist/admin/index.js', import.meta.url)`, or an absolute path. `@guildhall/sdk/build` builds it. */
  readonly module: URL | string
  readonly slots: readonly Slot[]
}
