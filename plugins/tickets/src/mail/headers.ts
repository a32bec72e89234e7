/** The headers of a mail by their names in small letters; of those that stand more than once the first. As they came, not decoded. */
export function headersOf(raw: Buffer): ReadonlyMap<string, string> {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end < 0 ? undefined : end).toString('utf8')
  const headers = new Map<string, string>()
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}
