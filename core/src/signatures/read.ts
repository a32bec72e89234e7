import { type BareItem, isInnerList, parseDictionary } from 'structured-headers'
import { isUuid } from '../access/operand.ts'
import { type Component, components, isComponent, type Signable, signatureBase } from './base.ts'
import { isSignedBy } from './ed25519.ts'
import { signatureEarly, signatureExpired, signatureMalformed } from './errors.ts'

/** What a request says of how it was signed. Nothing of it is proven yet. */
export interface Signature {
  readonly keyId: string
  readonly nonce: string
  /** After this instant it is refused for its age alone. */
  readonly until: string
  /** Whether whoever has the private half of this key signed this request. */
  fits(publicKey: Buffer, request: Signable): boolean
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** How far two clocks may be apart, and how old a signature may be. */
const tolerance = 60_000
const noncePattern = /^[\x21-\x7e]{12,100}$/

export const isSigned = (headers: Headers): boolean =>
  headers['signature-input'] !== undefined || headers['signature'] !== undefined

/** @throws 401 for what is no such signature, or not of now */
export function readSignature(headers: Headers, now: string): Signature {
  const { covered, parameters, input, signature } = partsOf(headers)
  const [keyId, nonce] = [parameters.get('keyid'), parameters.get('nonce')]
  const [created, expires] = [instantOf(parameters.get('created')), instantOf(parameters.get('expires'))]
  if (!isUuid(keyId) || typeof nonce !== 'string' || !noncePattern.test(nonce)) throw signatureMalformed()
  if (created === null || expires === null || parameters.get('alg') !== 'ed25519') throw signatureMalformed()
  const present = Date.parse(now)
  if (created - tolerance > present) throw signatureEarly({ now })
  if (created + tolerance < present || expires < present) throw signatureExpired({ now })
  return {
    keyId,
    nonce,
    until: new Date(created + tolerance).toISOString(),
    fits: (publicKey, request) => isSignedBy(publicKey, signatureBase(request, covered, input), signature),
  }
}

/** One signature that covers each component once and nothing else: where there is no choice, nobody chooses the weaker. */
function partsOf(headers: Headers) {
  const [inputs, signatures] = [dictionaryOf(headers['signature-input']), dictionaryOf(headers['signature'])]
  const [named, ...others] = inputs
  const [signed] = [...signatures.values()]
  const [label, input] = named ?? []
  if (!label || !input || others.length > 0 || signatures.size !== 1 || !signatures.has(label))
    throw signatureMalformed()
  if (!isInnerList(input) || !signed || !(signed[0] instanceof ArrayBuffer)) throw signatureMalformed()
  const [items, parameters] = input
  const covered = items.flatMap(([name, options]): Component[] =>
    isComponent(name) && options.size === 0 ? [name] : [],
  )
  const isWhole = items.length === components.length && new Set(covered).size === components.length
  if (!isWhole) throw signatureMalformed()
  return { covered, parameters, input, signature: Buffer.from(signed[0]) }
}

function dictionaryOf(header: string | string[] | undefined) {
  if (typeof header !== 'string' || header.length > 2_000) throw signatureMalformed()
  try {
    return parseDictionary(header)
  } catch {
    throw signatureMalformed()
  }
}

const instantOf = (seconds: BareItem | undefined): number | null =>
  typeof seconds === 'number' && Number.isInteger(seconds) ? seconds * 1000 : null
