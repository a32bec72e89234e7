export interface Newcomers {
  readonly tenant: string
  readonly archetype: 'worker' | 'client' | 'observer'
}

/** Who vouches for people at sign-in; its secret never comes back. */
export interface Provider {
  readonly id: string
  readonly slug: string
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly hasSecret: boolean
  readonly domains: readonly string[]
  readonly trusted: boolean
  readonly bothSteps: boolean
  readonly newcomers: Newcomers | null
  readonly active: boolean
  readonly redirectUri: string
}

export const newcomerArchetypes = ['worker', 'client', 'observer'] as const

export const noProvider = {
  slug: '',
  label: '',
  issuer: 'https://',
  clientId: '',
  domains: [] as readonly string[],
  trusted: false,
  bothSteps: false,
  newcomers: null as Newcomers | null,
  active: true,
}
