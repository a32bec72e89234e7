/** What is looked for in the past of all records; all that is given must hold. Instants are ISO 8601. */
export interface PastQuery {
  readonly resource?: string
  /** The id of a record. */
  readonly record?: string
  /** The id of a person, as who acted or as in whose place somebody did; or of another actor. */
  readonly actor?: string
  /** Only what somebody did in the place of another. */
  readonly acting?: boolean
  readonly action?: string
  /** What changed this field. */
  readonly field?: string
  /** A part of the reason (`asSystem`). */
  readonly reason?: string
  /** The id of a request. */
  readonly request?: string
  readonly since?: string
  /** Excluded. */
  readonly until?: string
  /** The `next` of the page before. */
  readonly before?: string
  /** At most 100; 25 unless given. */
  readonly limit?: number
}

type Values = Readonly<Record<string, unknown>>

/** One change, as far as the reader may read it: what he may not is absent. */
export interface PastEntry {
  readonly id: string
  /** A resource; or what else of the tenant was changed: `plugins`, `words`, `keys`, …, whose record is the tenant. */
  readonly resource: string
  readonly record: string
  readonly action: string
  readonly version: number
  readonly at?: string
  /** `for` is in whose place he acted. */
  readonly actor?: { readonly id: string; readonly label: string; readonly kind: string; readonly for?: string } | null
  readonly reason?: string
  readonly request?: string
  readonly before?: Values
  readonly after?: Values
  readonly input?: Values
  /** The names of values that were forgotten. */
  readonly removed?: readonly string[]
}

/** A page, newest first. It may be short, or empty, and still have a `next`: what may not be read was passed over. */
export interface PastPage {
  readonly entries: readonly PastEntry[]
  readonly next: string | null
}

/**
 * What taking a field back would do: `ready`; `moved`, it was changed again since; `same`, it is already as it was; `closed`, no person
 * writes it (a state, a computed field); `forgotten`, nobody knows the value any more.
 */
export type FieldReversal = 'ready' | 'moved' | 'same' | 'closed' | 'forgotten'

export interface Reversal {
  readonly entry: PastEntry
  /** Of the record now, for {@link History.takeBack}; null where it is gone. */
  readonly version: number | null
  readonly fields: readonly {
    readonly name: string
    readonly now: unknown
    /** What it would be. */
    readonly then: unknown
    readonly state: FieldReversal
  }[]
  /** The code of why nothing of it can be taken back. */
  readonly refused: string | null
}

/** A row of the history as it is kept, personal values encrypted. Texts are PostgreSQL's own, so the same row is always the same text. */
export interface KeptRow {
  readonly id: string
  /** All its columns, in a fixed order. */
  readonly columns: readonly (string | null)[]
}

/** The past of all records of the tenant, under the reader's rights: records, fields, who and when. */
export interface History {
  search(query?: PastQuery): Promise<PastPage>
  /** @throws `records.not_found` (404) */
  compare(id: string): Promise<Reversal>
  /**
   * Gives fields the values they had before a change, as if the actor wrote them himself: under his rights, with hooks; or brings a
   * deleted record back with its id. @throws 404, 409 for a record that moved on, `history.final`, `history.nothing` (409)
   */
  takeBack(
    id: string,
    options: { readonly fields?: readonly string[]; readonly version?: number },
  ): Promise<{ readonly resource: string; readonly record: string }>
  /**
   * Rows as they are kept, for whoever proves that none was changed: those with these ids, or those after an id, which is excluded, in the order
   * of their ids: that of their writing, up to a transaction's length. At most 1,000. @throws 403 where the scope has limits: open it with `asSystem`
   */
  kept(
    which: { readonly ids: readonly string[] } | { readonly after: string | null; readonly limit: number },
  ): Promise<readonly KeptRow[]>
  /** Deletes rows for good, at most 1,000 at once: for what a business does not keep for ever. @throws 403 as with `kept` */
  drop(ids: readonly string[]): Promise<void>
}
