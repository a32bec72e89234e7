/** A page for somebody who is not signed in: it has no script and no style, and is readable all the same. Every text is plain. */
export interface Page {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** Posts to the page's own address. */
  readonly button?: string
  /** Where else to go; a `download` is a file. */
  readonly link?: { readonly text: string; readonly address: string; readonly download?: true }
  /** It looks again by itself, after so many seconds. */
  readonly again?: number
}
