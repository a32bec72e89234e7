/** A value as it goes into a file of rows, whatever the file's form. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** A text of our own making, which no person wrote: ids and the like. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly scale: number }
  /** In minor units. */
  | { readonly kind: 'money'; readonly amount: number; readonly currency: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** ISO 8601. */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'instant'; readonly text: string }
  | { readonly kind: 'duration'; readonly seconds: number }
  | null

/** Rows as a file that spreadsheets open. Texts that they would take for formulas are made harmless. */
export interface Sheet {
  /** Of the file and the sheet, without an end. */
  readonly name: string
  readonly form: 'csv' | 'xlsx'
  readonly labels: readonly string[]
  /** In portions; what is not asked for yet is not made yet. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>
}

/** What a route gives instead of JSON: a file. */
export type FileAnswer =
  | { readonly kind: 'guildhall-sheet'; readonly sheet: Sheet }
  | {
      readonly kind: 'guildhall-file'
      readonly name: string
      readonly type: string
      readonly content: AsyncIterable<Uint8Array>
    }

/** Answers a route with rows as a file. They are read in the route's transaction while they are sent. */
export const answerSheet = (sheet: Sheet): FileAnswer => ({ kind: 'guildhall-sheet', sheet })

/** Answers a route with a file. `name` has its end; `type` is its media type. */
export const answerFile = (file: {
  readonly name: string
  readonly type: string
  readonly content: AsyncIterable<Uint8Array>
}): FileAnswer => ({ kind: 'guildhall-file', ...file })

export function isFileAnswer(value: unknown): value is FileAnswer {
  const kind = (value as { kind?: unknown } | null)?.kind
  return kind === 'guildhall-sheet' || kind === 'guildhall-file'
}
