import { readSigningToken } from '../../src/keys/token.ts'
import { signatureHeaders } from '../../src/signatures/sign.ts'
import type { Caller } from '../../testing/index.ts'
import type { Shop } from '../http/shop.ts'

export const authority = 'guildhall.test'

export interface SigningToken {
  readonly id: string
  readonly token: string
}

export async function signingKeyOf(owner: Caller, scopes: readonly string[] = ['*:read']): Promise<SigningToken> {
  const made = await owner('POST', '/api/auth/keys', { name: 'Another house', kind: 'signing', scopes })
  if (made.statusCode !== 201) throw new Error(made.body)
  return made.data
}

export interface Sending {
  readonly method?: string
  readonly url: string
  /** What is signed instead of what is sent. */
  readonly signed?: { readonly method?: string; readonly target?: string; readonly authority?: string }
  readonly at?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Signs as another installation does. */
export function headersFor({ platform }: Pick<Shop, 'platform'>, { token }: SigningToken, sending: Sending) {
  const key = readSigningToken(token)
  if (!key) throw new Error('no signing key')
  const { method = 'GET', url, signed = {}, at = platform.clock.now() } = sending
  return signatureHeaders(key, { method, authority, target: url, ...signed }, at)
}

export async function send(shop: Pick<Shop, 'platform'>, key: SigningToken, sending: Sending) {
  const { method = 'GET', url, headers } = sending
  const answer = await shop.platform.app.inject({
    method: method as 'GET',
    url,
    headers: { host: authority, ...headersFor(shop, key, sending), ...headers },
  })
  const isJson = /json/.test(String(answer.headers['content-type']))
  return Object.assign(answer, { data: isJson ? answer.json() : undefined })
}
