/** As the server tells them; see core/src/registration. */
export interface Registration {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly status: 'waiting' | 'admitted' | 'refused'
  readonly createdAt: string
  readonly verifiedAt: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
}

export interface RegistrationSettings {
  readonly isOpen: boolean
  readonly kind: 'staff' | 'client'
  readonly roles: readonly string[]
  readonly needsApproval: boolean
  readonly domains: readonly string[]
  readonly termsUrl: string | null
  readonly privacyUrl: string | null
  readonly termsVersion: string | null
}

export interface BusinessSettings
  extends Pick<RegistrationSettings, 'isOpen' | 'termsUrl' | 'privacyUrl' | 'termsVersion'> {
  readonly presets: readonly string[]
  readonly quotas: Readonly<Record<string, number>>
  readonly perHour: number
  /** What there is to choose from. */
  readonly known: readonly string[]
}

export const standings = ['waiting', 'admitted', 'refused'] as const
