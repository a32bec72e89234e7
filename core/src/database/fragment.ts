/** What a statement's parameter will be when it is sent: a literal, or something only the request knows. */
export type Bind =
  | { readonly kind: 'literal'; readonly value: unknown }
  /** The acting person's id in the tenant; null for plugins, so that no comparison with it holds. */
  | { readonly kind: 'me' }
  | { readonly kind: 'tenant' }
  /** `$today+30d`, `$now-2h`: reckoned when bound. */
  | { readonly kind: 'moment'; readonly expression: string }
  /** The nth value of a parsed filter. */
  | { readonly kind: 'value'; readonly index: number }

/**
 * A piece of SQL with `?` for each bind. Texts are compiled once per shape and never hold a value,
 * so that everybody with the same rules shares one prepared statement. No other `?` may occur in the text.
 */
export interface Fragment {
  readonly text: string
  readonly binds: readonly Bind[]
}
