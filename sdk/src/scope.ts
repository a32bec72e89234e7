import type { Static, TSchema } from '@sinclair/typebox'
import type { Knex } from 'knex'
import type { InputOf } from './actions.ts'
import type { EventToken, KnownEvent } from './events.ts'
import type { CreateOf, DraftOf, Fields, RecordOf } from './fields/field.ts'
import type { History } from './history.ts'
import type { ReadableResource, ReportTools } from './readable.ts'
import type { Look, TenantInfo } from './tenant-info.ts'
import type { ResourceToken } from './token.ts'
import type { FieldNameOf, Where, WhereOf } from './where.ts'

/** Who acts, kept for ever. */
export interface Actor {
  readonly id: string
  /** `acting`: somebody in the place of a person, both of whom the history names. */
  readonly kind: 'person' | 'outside' | 'plugin' | 'system' | 'acting'
  readonly label: string
}

export interface Clock {
  /** The present instant, ISO 8601 in UTC with milliseconds. */
  now(): string
  /** Today's date in a zone; the tenant's unless given. */
  today(zone?: string): string
}

export interface ListOptions<F extends Fields, W extends Where> {
  readonly where?: WhereOf<F, W>
  readonly search?: string
  readonly sort?: readonly [FieldNameOf<F>, 'ASC' | 'DESC']
  /** At most 1,000; 1,000 unless given. */
  readonly limit?: number
  readonly offset?: number
  /** Archived records: left out unless told. */
  readonly archived?: 'without' | 'with' | 'only'
}

/** The records of one resource that this scope may see and change. */
export interface Records<F extends Fields, Inputs = unknown> {
  /** @throws `records.not_found` (404) when it does not exist or may not be seen. */
  get(id: string): Promise<RecordOf<F>>
  find(id: string): Promise<RecordOf<F> | null>
  first<const W extends Where = Where>(options?: ListOptions<F, W>): Promise<RecordOf<F> | null>
  list<const W extends Where = Where>(options?: ListOptions<F, W>): Promise<RecordOf<F>[]>
  count<const W extends Where = Where>(
    options?: Pick<ListOptions<F, W>, 'where' | 'search' | 'archived'>,
  ): Promise<number>
  create(values: CreateOf<F>): Promise<RecordOf<F>>
  /** Changes some fields. Computed fields and states may be set here too, by code only. `version` makes it fail (409) when the record has moved on. */
  update(id: string, changes: Partial<DraftOf<F>>, options?: { version?: number }): Promise<RecordOf<F>>
  /** @throws 409 with what depends on it. */
  remove(id: string): Promise<RecordOf<F>>
  /**
   * Makes every reference to the loser, in any resource, point to the winner, then archives the loser; the history of all tells it.
   * References that would stand twice stand once. @throws 404, and 409 for one and the same or an archived record
   */
  merge(winnerId: string, loserId: string): Promise<RecordOf<F>>
  /**
   * Makes the personal values in the record's past unreadable for good, and in the past of what hangs on it (`cascade`) or is the one
   * card of it (a unique reference); the rest of the past stays. What the records say now is left as it is. Needs the right to delete.
   * @throws 404
   */
  forget(id: string): Promise<void>
  /**
   * Deletes at most 1,000 records that meet `where`, with what hangs on them (`cascade`), in one statement: nobody is told and no hook is run.
   * Only of resources that are themselves a log (`history: false`), and with the right to delete every record. Gives how many there were.
   */
  prune<const W extends Where>(where: WhereOf<F, W>): Promise<number>
  /** Takes a named action, `archive` and `restore` included. */
  act<A extends keyof Inputs & string>(
    id: string,
    action: A | 'archive' | 'restore',
    input?: InputOf<Inputs[A]>,
  ): Promise<RecordOf<F>>
}

/**
 * Texts that are kept encrypted under a key that no table holds, in the tenant: for signing secrets and passwords of servers. A name begins
 * with the plugin's own, `webhooks.<id>`, and is at most 200 characters long behind the point. No route shows them, no history keeps
 * them; they leave the house in a tenant's archive under a passphrase only.
 */
export interface Secrets {
  /** Keeps a text, in place of what was kept under the name. */
  keep(name: `${string}.${string}`, text: string): Promise<void>
  /** Null where nothing is kept. @throws when this installation's secret is not the one it was encrypted with */
  open(name: `${string}.${string}`): Promise<string | null>
  forget(name: `${string}.${string}`): Promise<void>
}

/** What a subject is, as the actor may know it. */
export interface Place {
  /** What names the record to a person. */
  readonly title: string | null
  /** What it is a part of, as a subject: a task's `projects/<id>`. */
  readonly parent: string | null
  /** For whom it is done: `clients/<id>`. */
  readonly party: string | null
  /** Resources whose records are parts of such as this: `tasks` of a project. */
  readonly parts: readonly string[]
}

/**
 * The only source of records: an actor, a tenant and a transaction. Whatever is done through it is done under the actor's rules,
 * inside the tenant, and together or not at all.
 */
export interface Scope {
  readonly tenant: TenantInfo
  readonly actor: Actor
  /** The acting person's id in `people`; null for plugins and the system. */
  readonly me: string | null
  /** The reader's language (BCP 47) and zone (IANA). */
  readonly language: string
  readonly zone: string
  readonly clock: Clock
  records<Name extends string, F extends Fields, Inputs>(resource: ResourceToken<Name, F, Inputs>): Records<F, Inputs>
  /** Where a subject (`tasks/<id>`) stands in the business; null where there is none that the actor may read. */
  place(subject: string): Promise<Place | null>
  /** Tells a fact; it is written with the transaction and delivered after it, at least once. */
  emit<S extends TSchema>(event: EventToken<S>, payload: Static<S>): Promise<void>
  /**
   * Tells whoever writes something that does not stop him: the text `errors.<code>` of the plugin, in his language, stands with the record that
   * is answered, in `_warnings`, and is kept nowhere. Said twice it stands once; code that nobody waits for is not heard.
   */
  warn(code: string, params?: Readonly<Record<string, unknown>>): void
  /** All events that may be told in this tenant, for whoever lets people choose among them. */
  events(): readonly KnownEvent[]
  /**
   * Asks for a job, `<plugin>.<job>`, with this transaction: it is there when the transaction is. `at` is an instant in UTC, now unless
   * given. Jobs of one lane are done one after the other, in the order in which they fell due; the lane is the tenant unless given.
   * `data` is ids, never personal data. Gives the run's id.
   *
   * With `once`, a run of the same name and `once` that has not begun is enough: it is moved forward to `at` where that is earlier, keeps its
   * own data and id, and sees all that this transaction writes.
   */
  later(
    job: `${string}.${string}`,
    data?: unknown,
    when?: { readonly at?: string; readonly lane?: string; readonly once?: string },
  ): Promise<string>
  readonly secrets: Secrets
  /** The past of all records, under the reader's rights. */
  readonly history: History
  /** The same transaction without the actor's limits, inside the tenant, recorded in the history with its reason. */
  asSystem<T>(reason: string, work: (scope: Scope) => Promise<T>): Promise<T>
  /** One setting of the calling plugin for this tenant, or its default. */
  setting<T = unknown>(plugin: string, name: string): T
  /** Whether a plugin is on for this tenant. */
  enabled(plugin: string): boolean
  /**
   * Whether there may be a record of the resource on which the actor may take the action (on one field of it, if given). What a record
   * decides is decided when it is written.
   */
  may(resource: string, action: string, field?: string): boolean
  /** How the tenant's papers look. */
  look(): Promise<Look>
  /** A text in the reader's language, or in another (BCP 47); `key` is `<namespace>:<key>`. A key nobody has is given back as it is. */
  t(key: string, params?: Readonly<Record<string, unknown>>, language?: string): string
  /** Where the tenant takes mail, `<slug>@<domain>`, or for some purpose `<slug>+<detail>@<domain>`; null where nobody listens for mail. */
  mailAddress(detail?: string): string | null
  /**
   * 32 bytes for one purpose, `<plugin>.<purpose>`: made from the installation's secret (HKDF-SHA-256, RFC 5869), the same at every start,
   * on every node and for every tenant, and kept nowhere. For signing what comes back, and for keys that must not lie in the database.
   */
  keyFor(purpose: `${string}.${string}`): Buffer
  /**
   * A text that can be sent away and known again: `<text>.<signature>`, both base64url, signed for the purpose and the tenant
   * (HMAC-SHA-256). It can be read by whoever has it.
   */
  sign(purpose: `${string}.${string}`, text: string): string
  /** The text again; null for what was not signed here for the purpose and the tenant. */
  signed(purpose: `${string}.${string}`, token: string): string | null
  /** A value in the reader's form: `number`, `money`, `date`, `instant`, `duration`, `list`. */
  format(format: string, value: unknown, options?: Readonly<Record<string, unknown>>): string
  /**
   * For reports: builds a query upon a resource's readable records, under the reader's rules, in the tenant, and gives its rows.
   * Columns are those of the table, in snake_case; what the reader may not read is not among them.
   * `scope.sql(tasks, (readable) => readable.count({ n: '*' }).groupBy('status').select('status'))`
   */
  sql<Row = Record<string, unknown>>(
    resource: ResourceToken,
    build: (readable: Knex.QueryBuilder, tools: ReportTools) => Knex.QueryBuilder,
  ): Promise<Row[]>
  /** The same in portions of `size` rows, all as they were at one moment: however many there are, no more than a portion is held. */
  sqlInPortions<Row = Record<string, unknown>>(
    resource: ResourceToken,
    build: (readable: Knex.QueryBuilder, tools: ReportTools) => Knex.QueryBuilder,
    size?: number,
  ): AsyncIterable<Row[]>
  /** What the reader may read of a resource, in his words; nothing where it is no resource, or closed to him. */
  describe(resource: string): ReadableResource | null
}
