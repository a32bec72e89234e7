/** As the server tells them; see core/src/vocabulary. */
export interface Word {
  readonly id: string
  readonly namespace: string
  readonly key: string
  readonly noun: boolean
  readonly note?: string
  readonly placeholders: Readonly<Record<string, string>>
  readonly state: 'default' | 'changed' | 'missing'
  /** The forms the language needs, in their order. */
  readonly forms: readonly string[]
  readonly source: Forms
  readonly shipped: Forms
  readonly own: Forms | null
  readonly said: Forms
  readonly changedAt: string | null
  readonly changedBy: { readonly label: string } | null
}

export type Forms = Readonly<Record<string, string>>

export interface Language {
  readonly language: string
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly added: boolean
  readonly total: number
  readonly translated: number
  readonly changed: number
  /** Of a tenant's list only. */
  readonly on?: boolean
  readonly default?: boolean
}

/** Where words are changed: what this business says, or what the installation says to all. */
export type Layer = 'vocabulary' | 'languages'

/** What a text reads like in a line. */
export const textOf = (forms: Forms): string => forms['text'] ?? forms['other'] ?? Object.values(forms)[0] ?? ''
