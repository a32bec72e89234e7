/** Another installation that is looked into, as the server lists it. */
export interface LinkRecord {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly tenant: { readonly slug: string; readonly name: string }
  readonly state: 'working' | 'refused' | 'failing'
  readonly succeededAt: string | null
  readonly failedAt: string | null
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly createdAt: string
  readonly addedBy: string
}
