const own = new Set(['roles', 'people', 'plugins', 'words', 'settings'])
/** Pages of the core whose help has another name than their address. */
const aliases: Readonly<Record<string, string>> = { vocabulary: 'words', tenant: 'settings', sessions: 'settings' }

/** Which page of the manual speaks of what is on the screen. */
export function helpPageOf(pathname: string): string {
  const [first = '', second] = pathname.split('/').filter(Boolean)
  const page = aliases[first] ?? first
  if (own.has(page)) return page
  if (first === '') return 'first-steps'
  return second === undefined ? 'lists' : 'record'
}
