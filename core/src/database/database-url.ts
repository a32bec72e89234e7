/** The same server, another database, and another role where one is given. */
export function withDatabase(url: string, database: string, role?: { user: string; password: string }): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  if (role) {
    changed.username = encodeURIComponent(role.user)
    changed.password = encodeURIComponent(role.password)
  }
  return changed.href
}

/** For messages: never with the password. */
export function describeDatabase(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url)
    return `${searchParams.get('host') ?? hostname}:${port || '5432'}${pathname}`
  } catch {
    return 'not an address'
  }
}
