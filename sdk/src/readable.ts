import type { Knex } from 'knex'
import type { FieldKind } from './fields/field.ts'
import type { ResourceToken } from './token.ts'

/** A field as a reader has it: what it is called in his language, and where its value is kept. */
export interface ReadableField {
  readonly name: string
  readonly kind: FieldKind
  /** In the reader's language, as the tenant calls it. */
  readonly label: string
  /** In `scope.sql`. Money has two: amount and currency. Empty for `refs`, see {@link ReportTools.links}. */
  readonly columns: readonly string[]
  /** enumeration, state: the values with their words. */
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  /** ref, refs: the resource pointed to. */
  readonly target?: string
  /** subject: the resources it may point to. Its first two columns are which of them, and the id. */
  readonly targets?: readonly string[]
  /** decimal: digits after the point. */
  readonly scale?: number
}

/** A resource as a reader has it: only the fields he may read in every record he may read. */
export interface ReadableResource {
  readonly name: string
  /** Its noun in the plural, capitalized. */
  readonly label: string
  /** The field that names a record, where the reader may read it. */
  readonly title: string | null
  readonly fields: readonly ReadableField[]
}

/** What a query of `scope.sql` may lean on besides the records it is built upon. All of it is under the reader's rights. */
export interface ReportTools {
  /**
   * The readable records of another resource, to be joined: `readable.leftJoin(also(projects).as('p'), 'p.id', 'tasks.project_id')`. With an
   * action, only those on which the reader may take it; `manage` are those on which he may do everything.
   */
  also(resource: ResourceToken, action?: string): Knex.QueryBuilder
  /** What a `refs` field points to: `owner_id`, `target_id`, `position`. */
  links(resource: ResourceToken, field: string): Knex.QueryBuilder
  /** A query upon a query: `from(lines, 'lines').groupBy('lines.status')`. */
  from(rows: Knex.QueryBuilder, name: string): Knex.QueryBuilder
  readonly raw: Knex.RawBuilder
}
