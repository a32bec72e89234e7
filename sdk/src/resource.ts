import type { ActionDefinition } from './actions.ts'
import type { Fields } from './fields/field.ts'
import type { CheckedRules, RuleSets } from './rules.ts'
import type { ResourceToken } from './token.ts'
import type { Views } from './views.ts'
import type { FieldNameOf, Where } from './where.ts'

/** No two records of a tenant may overlap in `range` while the `equal` fields are the same; kept by the database. */
export interface Exclusion<Name extends string = string> {
  readonly equal: readonly Name[]
  /** Two dates (both days included) or two instants (the end excluded; an empty end is open). */
  readonly range: readonly [Name, Name]
  /** Only records that meet this take part: equality with literals. */
  readonly where?: Where
  /** The code of the error that names the clash; `records.overlap` unless given. */
  readonly error?: string
}

/** How a record of a capable resource is placed in the business, for totals without a join into a foreign plugin. */
export interface Placement<Name extends string = string> {
  /** The ref field that leads to the parent (a task's project). */
  readonly parent?: Name
  /** The ref field that leads to the party it is done for (a project's client). */
  readonly party?: Name
}

/** On which terms a record is lent for a capability: judged when another record newly points to it. */
export interface Terms {
  /** Who may point to it, besides whoever may change it. Whoever may read it unless given. Without `readable`. */
  readonly by?: Where
  /** What must hold of it at that moment, whoever points to it. Without `readable`. */
  readonly while?: Where
  /** The code with which `while` refuses (409); the plugin has its text. */
  readonly error: string
}

/** How long a law or the books want records kept that tell of a person, whatever he asks; the plugin's text `resources.<name>.retention` says why. */
export interface Retention<Name extends string = string> {
  /** The date or instant it is counted from; where that is empty nothing is kept. */
  readonly from: Name
  /** Whole years, or the plugin's integer setting by which a tenant decides. */
  readonly years: number | { readonly setting: string }
}

/** What a tenant may have at most of something that its records add up to; its name is `<plugin>.<name>`, its text `quotas.<name>`. */
export interface SummedQuota<Name extends string = string> {
  /** camelCase, unique in the plugin. */
  readonly name: string
  /** The integer field whose values are added. */
  readonly sum: Name
  /** How much of the sum is one of the quota: 1,000,000 makes megabytes of bytes. */
  readonly unit: number
}

/** What costs something only where it is asked for. */
export interface Audited<Name extends string = string> {
  /** Whoever is shown one of these fields in a record or a list is kept in the history, once for each request, as the action `read`. */
  readonly reads?: readonly Name[]
  /** Whoever takes the records away as a file, as the action `export`. */
  readonly exports?: true
  /** `false`: no change is taken back, and no deleted record brought back. */
  readonly reverts?: false
}

export interface ResourceOptions<F extends Fields, Inputs> {
  readonly fields: F
  /** What the records can be used for by plugins that do not know them: `trackable`, `conversable`, … */
  readonly capabilities?: readonly string[]
  readonly placement?: Placement<keyof F & string>
  /** By capability; whoever may read a record may point to it unless given. */
  readonly terms?: Readonly<Record<string, Terms>>
  /**
   * Each record stands for a natural person: a copy of what is kept about him can be made, and he can be erased. Records joined by a
   * unique reference are the same person.
   */
  readonly naturalPerson?: boolean
  /** Keeps what the records say of a person from his erasure for so long. */
  readonly retention?: Retention<FieldNameOf<F>>
  readonly actions?: { readonly [K in keyof Inputs]: ActionDefinition<F, Inputs[K]> }
  /** Each list of names is unique together within a tenant; null does not count. */
  readonly unique?: readonly (readonly (keyof F & string)[])[]
  readonly exclude?: readonly Exclusion<keyof F & string>[]
  /** Indexes for lists besides those of references and `indexed` fields; the tenant stands before each. */
  readonly indexes?: readonly (readonly FieldNameOf<F>[])[]
  /** The field that names a record to a person; the first text field unless given. */
  readonly title?: keyof F & string
  /** The order of a list nobody sorted; newest first unless given. */
  readonly sort?: readonly [FieldNameOf<F>, 'ASC' | 'DESC']
  readonly views?: Views<F>
  /** `false`: records can be deleted but not archived. */
  readonly archivable?: boolean
  /** Changes that make the record's past worth keeping; `false` only for what is itself a log. */
  readonly history?: boolean
  /** What is kept of its past besides changes, and what of it stands fast. */
  readonly audited?: Audited<keyof F & string>
  /** A limit that a superadmin may set for a tenant besides that of their number. */
  readonly quota?: SummedQuota<keyof F & string>
  /** `false`: tenants add no fields of their own. */
  readonly customFields?: boolean
  /** Records that hang together as a tree: the ref field to the parent in the same resource; cycles are refused. */
  readonly tree?: keyof F & string
}

export interface Resource<Name extends string = string, F extends Fields = Fields, Inputs = unknown>
  extends ResourceToken<Name, F, Inputs>,
    Omit<ResourceOptions<F, Inputs>, 'fields'> {
  readonly rules: RuleSets
}

/** Any resource, whatever its fields: what a plugin lists. */
export interface DeclaredResource extends ResourceToken {
  readonly rules: RuleSets
}

/**
 * Declares a resource: from it come its table, REST, OpenAPI, forms, lists, filters, history, export,
 * translation keys, permissions and live updates.
 *
 * Names are kebab-case plurals and unique over the installation; field names are camelCase.
 * Who may do what is closed unless a rule opens it.
 */
export function defineResource<
  const Name extends string,
  const F extends Fields,
  const R extends RuleSets = Record<never, never>,
  Inputs = Record<never, never>,
>(
  name: Name,
  options: ResourceOptions<F, Inputs> & {
    readonly rules?: R & CheckedRules<NoInfer<R>, NoInfer<F>, keyof NoInfer<Inputs> & string>
  },
): Resource<Name, F, Inputs> {
  return { rules: {}, ...options, name } as unknown as Resource<Name, F, Inputs>
}
