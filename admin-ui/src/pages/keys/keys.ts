/** A key as the server lists it. */
export interface KeyRecord {
  readonly id: string
  readonly name: string
  /** `signing`: for another installation. */
  readonly kind: 'bearer' | 'signing'
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly usedAt: string | null
  readonly usedFrom: string | null
  /** In the list of all people's. */
  readonly owner?: { readonly name: string; readonly email: string }
}

export interface KeyPolicy {
  readonly usualDays: number
  readonly mostDays: number
  readonly mayBeUnending: boolean
}

/** The lives that are offered, of those the installation allows; null is without an end. */
export function livesOf({ usualDays, mostDays, mayBeUnending }: KeyPolicy): readonly (number | null)[] {
  const days = [...new Set([7, 30, usualDays, 180, 365, mostDays])].filter((each) => each <= mostDays)
  return [...days.sort((a, b) => a - b), ...(mayBeUnending ? [null] : [])]
}
