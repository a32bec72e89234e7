/** What is known of a tenant wherever somebody acts in it. */
export interface TenantInfo {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** IANA time zone in which the tenant's days begin and end. */
  readonly zone: string
  /** BCP 47 language tag. */
  readonly language: string
  /** ISO 4217. */
  readonly currency: string
  /** 1 Monday … 7 Sunday (ISO 8601). */
  readonly weekStart: number
}

/** How a tenant's papers look. */
export interface Look {
  /** The name it goes by. */
  readonly name: string
  /** `#rrggbb` */
  readonly color: string | null
  readonly logo: { readonly bytes: Buffer; readonly type: string } | null
}
