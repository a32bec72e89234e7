import { randomBytes } from 'node:crypto'
import { type Parameters, serializeDictionary } from 'structured-headers'
import { components, inputOf, type Signable, signatureBase } from './base.ts'
import { signWith } from './ed25519.ts'

export interface SigningKey {
  readonly id: string
  /** The private half of Ed25519, 32 bytes. */
  readonly seed: Buffer
}

/** How long what was signed holds, in seconds. */
const lifetime = 30

/** The headers that make a request a signed one (RFC 9421). Each holds once. */
export function signatureHeaders({ id, seed }: SigningKey, request: Signable, now: string): Record<string, string> {
  const created = Math.floor(Date.parse(now) / 1000)
  const parameters: Parameters = new Map<string, string | number>([
    ['created', created],
    ['expires', created + lifetime],
    ['nonce', randomBytes(18).toString('base64url')],
    ['keyid', id],
    ['alg', 'ed25519'],
  ])
  const input = inputOf(parameters)
  const signature = signWith(seed, signatureBase(request, components, input))
  return {
    'signature-input': serializeDictionary({ guildhall: input }),
    signature: serializeDictionary({ guildhall: [Uint8Array.from(signature), new Map()] }),
  }
}
