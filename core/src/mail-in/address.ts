export interface Addressed {
  readonly slug: string
  readonly detail: string | null
}

/** The address of a tenant below a domain. */
export function mailAddressOf(domain: string | undefined, slug: string, detail?: string): string | null {
  return domain === undefined ? null : `${slug}${detail === undefined ? '' : `+${detail}`}@${domain}`
}

/** Whose address it is, below the domain; null for any other. Mail servers may change the case of letters on the way. */
export function addressedTo(address: string, domain: string): Addressed | null {
  const at = address.lastIndexOf('@')
  if (address.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return null
  const [, slug, detail] =
    /^([a-z0-9][a-z0-9-]{0,62})(?:\+([a-z0-9._-]{1,128}))?$/.exec(address.slice(0, at).toLowerCase()) ?? []
  return slug === undefined ? null : { slug, detail: detail ?? null }
}
