/** The ticket of a look in another's place, kept by this browser tab alone. Beginning and ending one loads everything anew. */
const nameOf = (tenant: string) => `guildhall.look.${tenant}`

export const lookOf = (tenant: string): string | null => sessionStorage.getItem(nameOf(tenant))

export function beginLook(tenant: string, ticket: string): void {
  sessionStorage.setItem(nameOf(tenant), ticket)
  location.assign(`/at/${encodeURIComponent(tenant)}`)
}

export function endLook(tenant: string, path = '/roles'): void {
  sessionStorage.removeItem(nameOf(tenant))
  location.assign(`/at/${encodeURIComponent(tenant)}${path}`)
}
