/** An address of ours to go on to; anything that could lead elsewhere is none. */
export function ownPath(next: string | null): string | null {
  if (!next || !/^\/(?![/\\])/.test(next)) return null
  try {
    const target = new URL(next, location.origin)
    return target.origin === location.origin && target.pathname.startsWith('/at/')
      ? `${target.pathname}${target.search}${target.hash}`
      : null
  } catch {
    return null
  }
}

export const tenantPath = (slug: string): string => `/at/${encodeURIComponent(slug)}`

/** The business that the address names, or the page one came from. */
export function placeAsked(): string | null {
  const query = new URLSearchParams(location.search)
  const [, encoded] = /^\/at\/([^/?#]+)/.exec(ownPath(query.get('next')) ?? '') ?? []
  return query.get('at') ?? (encoded ? decodeURIComponent(encoded) : null)
}
