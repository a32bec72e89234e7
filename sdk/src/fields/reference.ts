import { Type } from '@sinclair/typebox'
import type { ResourceToken } from '../token.ts'
import type { Among, Field, FieldOptions, Fields, FlagsOf, OnLeave, TargetedField } from './field.ts'

export interface RefOptions extends FieldOptions {
  /** `restrict` (unless told) keeps the target from being deleted, `cascade` deletes this record with it, `clear` empties the field. */
  onDelete?: 'restrict' | 'cascade' | 'clear'
  /** `cascade` archives this record with its target; restoring the target restores exactly those. */
  onArchive?: 'keep' | 'cascade'
  /**
   * Persons only: what becomes of the reference when somebody leaves and names an heir. `keep` (unless told) leaves it with
   * who it was, as authorship must; `handOver` gives it to the heir; with a condition only where the record meets it:
   * `{ handOver: { status: 'active' } }`. Archived records are kept as they were.
   */
  onLeave?: OnLeave
  /** As with {@link Field.about}. */
  about?: boolean
  /** Which records may be chosen; all unless told. Judged when one is newly chosen, and offered so on screens. */
  among?: Among
  /** `$me`: the person who creates the record. */
  default?: '$me'
}

type Target<T> = T extends ResourceToken<string, infer F> ? F : Fields
type Named<F extends Fields> = string | ResourceToken<string, F>

const uuid = Type.String({ format: 'uuid' })

/** A reference to one record of another resource, by its id. Persons of the tenant are `ref('people')`. */
export function ref<const T extends Named<Fields>, const O extends RefOptions>(
  target: T,
  options?: O,
): TargetedField<string, 'ref', FlagsOf<O>, Target<T>> {
  return { kind: 'ref', target: nameOf(target), schema: uuid, ...options }
}

export interface RefsOptions extends FieldOptions {
  /** `restrict` (unless told) keeps a target from being deleted, `clear` takes it from the list. */
  onDelete?: 'restrict' | 'clear'
  /** As with {@link Field.about}. */
  about?: boolean
  /** As with {@link RefOptions.among}. */
  among?: Among
  /** Persons only, as with {@link RefOptions.onLeave}: the heir takes the place of who leaves in the list. */
  onLeave?: OnLeave
}

/** References to several records of another resource: an ordered list of distinct ids, at most 500. */
export function refs<const T extends Named<Fields>, const O extends RefsOptions>(
  target: T,
  options?: O,
): TargetedField<string[], 'refs', { optional: false; computed: false; defaulted: true }, Target<T>> {
  return {
    kind: 'refs',
    target: nameOf(target),
    schema: Type.Array(uuid, { uniqueItems: true, maxItems: 500 }),
    ...options,
  }
}

/**
 * The other end of a reference: the records of `target` whose field `through` (a ref or refs) points here.
 * Nothing is stored; rules, filters and embeds may follow it.
 */
export function many<const T extends Named<Fields>>(
  target: T,
  through: string,
): TargetedField<string[], 'many', { optional: true; computed: true; defaulted: true }, Target<T>> {
  return { kind: 'many', target: nameOf(target), through, optional: true, computed: true, schema: Type.Array(uuid) }
}

/**
 * A reference to a record of any resource that declares the capability: `projects/<id>` on the wire.
 * Its owner need not be known.
 */
export function subject<const O extends FieldOptions & { about?: boolean }>(
  capability: string,
  options?: O,
): Field<string, 'subject', FlagsOf<O>> {
  return {
    kind: 'subject',
    capability,
    schema: Type.String({ pattern: '^[a-z][a-z0-9-]*/[0-9a-f-]{36}$' }),
    ...options,
  }
}

export interface FilesOptions extends FieldOptions {
  maxItems?: number
  /** Media types, by content and not by name: `['image/*', 'application/pdf']`. All unless told. */
  accept?: readonly string[]
  /** The most that one file may have, in bytes. */
  maxBytes?: number
}

/**
 * Files, kept by the plugin that stores them: an ordered list of ids, at most `maxItems` (20 unless told), of certain types and
 * sizes where it says so. Whoever reads the field of a record may read its files; nobody else may, but who brought them, until they are named.
 * Without such a plugin the field is absent, or the start is refused where the owner requires it.
 */
export function files<const O extends FilesOptions>(
  options?: O,
): Field<string[], 'files', { optional: false; computed: false; defaulted: true }> {
  const { maxItems = 20, ...rest } = options ?? ({} as O)
  return { kind: 'files', schema: Type.Array(uuid, { uniqueItems: true, maxItems }), ...rest }
}

function nameOf(target: Named<Fields>): string {
  return typeof target === 'string' ? target : target.name
}
