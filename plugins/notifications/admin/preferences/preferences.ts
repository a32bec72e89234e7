export interface Choice {
  readonly name: string
  readonly label: string
  readonly plugin: string
  readonly urgent: boolean
  readonly wanted: Readonly<Record<string, boolean>>
  readonly fixed: readonly string[]
}

export interface OfferedChannel {
  readonly name: string
  readonly label: string
  readonly digests: boolean
  /** The person gives an address of his own for it. */
  readonly address: string | null
}

export interface Preferences {
  readonly quietFrom: string | null
  readonly quietTo: string | null
  readonly digest: 'at-once' | 'hourly' | 'daily' | 'weekly'
  readonly digestAt: string
  readonly addresses: Readonly<Record<string, string>>
  readonly zone: string
  readonly channels: readonly OfferedChannel[]
  readonly kinds: readonly Choice[]
}

export const path = '/notifications/preferences'
export const rhythms = ['at-once', 'hourly', 'daily', 'weekly'] as const

/** As the server takes them. */
export const sent = ({ quietFrom, quietTo, digest, digestAt, addresses, kinds }: Preferences) => ({
  ...{ quietFrom, quietTo, digest, digestAt, addresses },
  choices: Object.fromEntries(kinds.map(({ name, wanted }) => [name, wanted])),
})
