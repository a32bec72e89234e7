import { HttpError } from 'react-admin'
import { addressOf, comeHome, isEndOfLink, linkOf, staysHome } from './abroad.ts'
import { lookOf } from './look.ts'
import { fetchNoting } from './reach.ts'

/** What the server says of a refused request (RFC 9457): `code` is stable, `message` in the reader's language. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly fields?: readonly { readonly path: string; readonly code: string; readonly message: string }[]
  /** The same sentences by field. */
  readonly errors?: Readonly<Record<string, string>>
  readonly [detail: string]: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  // biome-ignore lint/suspicious/noExplicitAny: what ra-data-simple-rest expects of its client
  readonly json: any
}

export type Http = (path: string, options?: RequestInit) => Promise<Answer>

/** fetch in one tenant, or in none. Refusals are thrown as react-admin's HttpError with the problem as its body. */
export function createHttp(tenant?: string): Http {
  const here = createOwnHttp(tenant)
  // As long as the page stands it is one installation's: what is on its way when a link ends is not asked of another.
  const link = tenant === undefined ? null : linkOf(tenant)
  if (tenant === undefined || !link) return here
  return async (path, options = {}) => {
    if (staysHome(path)) return here(path, options)
    // What the server would refuse, too: into another installation one only looks.
    if ((options.method ?? 'GET') !== 'GET')
      throw new HttpError('pages.links.read_only', 403, { code: 'links.read_only' })
    return here(addressOf(link, path), options).catch((error: unknown) => {
      if (error instanceof HttpError && isEndOfLink(error.body?.code)) comeHome(tenant, link)
      throw error
    })
  }
}

/** The same, always in this installation. */
export function createOwnHttp(tenant?: string): Http {
  return async (path, options = {}) => {
    const headers = new Headers(options.headers)
    headers.set('accept', 'application/json')
    if (tenant) headers.set('x-tenant', tenant)
    const look = tenant && lookOf(tenant)
    // One's own login stays one's own.
    if (look && !path.startsWith('/api/auth/')) headers.set('x-see-as', look)
    if (options.body && !headers.has('content-type')) headers.set('content-type', 'application/json')
    const response = await fetchNoting(path, { ...options, headers, credentials: 'same-origin' })
    const body = await response.text()
    const json = parsed(body)
    if (!response.ok) throw new HttpError(json?.message ?? response.statusText, response.status, json)
    return { status: response.status, headers: response.headers, body, json }
  }
}

function parsed(body: string) {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
