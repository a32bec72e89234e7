/** One text that somebody changed or added at run time: a tenant's own word, or a text of a language added in the backoffice. */
export interface Word {
  readonly language: string
  readonly namespace: string
  readonly key: string
  readonly value: string
}

export interface OwnLanguage {
  readonly language: string
  /** What the language calls itself. */
  readonly name: string
}

/** Where the words are kept. */
export interface WordSource {
  /** The languages a superadmin added, and the texts that hold for every tenant. */
  installation(): Promise<{
    readonly version: string
    readonly languages: readonly OwnLanguage[]
    readonly words: readonly Word[]
  }>
  /** Which version of the installation's words holds now. */
  version(): Promise<string>
  /** A tenant's own words, and which version of the installation's stood below them at that moment. */
  tenant(tenantId: string): Promise<{ readonly version: string; readonly words: readonly Word[] }>
}
