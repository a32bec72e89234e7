/** The link by which this browser tab looks into another installation. Beginning and ending that loads everything anew. */
const nameOf = (tenant: string) => `guildhall.link.${tenant}`

export const linkOf = (tenant: string): string | null => sessionStorage.getItem(nameOf(tenant))

export function goAbroad(tenant: string, link: string): void {
  sessionStorage.setItem(nameOf(tenant), link)
  location.assign(`/at/${encodeURIComponent(tenant)}`)
}

/** @param trouble the link that went wrong: the page says how */
export function comeHome(tenant: string, trouble?: string): void {
  sessionStorage.removeItem(nameOf(tenant))
  location.assign(`/at/${encodeURIComponent(tenant)}/installations${trouble ? `?trouble=${trouble}` : ''}`)
}

/** One's own login and taste stay one's own, and so does what explains these screens. */
const staying = /^\/api\/(auth|preferences|help)(\/|\?|$)/

export const staysHome = (path: string): boolean => staying.test(path)

/** Where something is asked: here, or there by the link. */
export const addressOf = (link: string | null | undefined, path: string): string =>
  link && !staysHome(path) ? path.replace('/api/', `/api/links/${link}/remote/`) : path

/** After these nothing can be read there any more. */
const endings = new Set(['links.refused', 'links.unknown', 'links.forbidden'])

export const isEndOfLink = (code: unknown): boolean => endings.has(String(code))
