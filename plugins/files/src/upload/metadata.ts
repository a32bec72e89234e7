/** `filename d29ya2luZw==,for dGFza3M=`: the names and values of tus' Upload-Metadata; what is no UTF-8 in base64 is left out. */
export function metadataOf(header: unknown): Readonly<Record<string, string>> {
  if (typeof header !== 'string') return {}
  const pairs = header.split(',').flatMap((pair): [string, string][] => {
    const [name = '', value = ''] = pair.trim().split(' ')
    try {
      return [[name, new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'))]]
    } catch {
      return []
    }
  })
  return Object.fromEntries(pairs)
}
