/**
 * An address below the public one. `path` comes from our own code, yet it may carry a token or a name:
 * what would lead to another host is a programming mistake and throws a TypeError.
 */
export function linkTo(publicUrl: string, path: string): URL {
  const base = new URL(publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`)
  const link = new URL(path.replace(/^\/(?![/\\])/, ''), base)
  if (link.origin !== base.origin || !link.pathname.startsWith(base.pathname))
    throw new TypeError(`${path} leads away from ${base}`)
  return link
}
