import { isLoopback } from '../../config/loopback.ts'

/** Whether the server may ask this address at all: https, or this machine where the installation itself is one of development. */
export function mayAsk(address: string, isDevelopment: boolean): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isDevelopment && isLoopback(url.hostname))
}

/** A fetch for whatever addresses a provider names: none but those that may be asked, nowhere else by redirection, nothing endless. */
export function guardedFetch(isDevelopment: boolean): (url: string, options: object) => Promise<Response> {
  return async (url, options) => {
    if (!mayAsk(url, isDevelopment)) throw new Error(`not an address to ask: ${url}`)
    const response = await fetch(url, { ...options, redirect: 'manual' })
    return new Response(await readAtMost(response, 1_000_000), {
      status: response.status,
      headers: response.headers,
    })
  }
}

async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    size += part.byteLength
    if (size > most) throw new Error('the answer is too long')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
