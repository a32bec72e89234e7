import { DomainError } from '@guildhall/sdk'
import { isLoopback } from '../config/loopback.ts'
import { bind } from '../database/statement.ts'
import { signatureElsewhere, signatureInvalid, signatureReadsOnly, signatureReplayed } from '../signatures/errors.ts'
import { readSignature, type Signature } from '../signatures/read.ts'
import { inside } from '../tenancy/load.ts'
import type { KeysOptions } from './keys.ts'
import type { Key, Ring } from './ring.ts'
import { spendNonce } from './statements.ts'

/** A request as it came, as far as signatures go. */
export interface SignedRequest {
  readonly method: string
  /** Whom it asked, as it says itself. */
  readonly host: string
  readonly target: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

const safe = new Set(['GET', 'HEAD'])

export function resolvingSigned(ring: Ring, { database, clock, publicUrl }: KeysOptions) {
  const own = new URL(publicUrl)

  /** On a developer's machine one address is as good as another; everywhere else the installation has one. */
  const authorityFor = (asked: string) =>
    isLoopback(own.hostname) && isLoopback(asked.replace(/:\d+$/, '')) ? asked : own.host

  return (request: SignedRequest, ip: string) => {
    let proven: Signature | null = null
    return async (fresh: boolean): Promise<Key> => {
      if (!safe.has(request.method)) throw signatureReadsOnly()
      const signature = proven ?? (await read(request, ip))
      const key = await ring.find({
        id: signature.keyId,
        place: `signing ${signature.keyId}`,
        ip,
        fresh,
        isOf: ({ publicKey }) => publicKey !== null,
      })
      if (proven) return key
      await requireFit(signature, key, request, ip)
      await spend(signature, key, ip)
      proven = signature
      ring.noteUsed(key, ip)
      return key
    }
  }

  async function read({ headers }: SignedRequest, ip: string): Promise<Signature> {
    try {
      return readSignature(headers, clock.now())
    } catch (error) {
      if (error instanceof DomainError) return ring.refuse(ip, error)
      throw error
    }
  }

  /** What was signed for another and passed on by it is not for us, whatever the request says of whom it asks. */
  async function requireFit(signature: Signature, { publicKey }: Key, request: SignedRequest, ip: string) {
    const { method, host, target } = request
    const fits = (authority: string) => publicKey !== null && signature.fits(publicKey, { method, authority, target })
    const asked = host.toLowerCase()
    if (fits(authorityFor(asked))) return
    await ring.refuse(ip, fits(asked) ? signatureElsewhere({ address: own.host }) : signatureInvalid())
  }

  async function spend({ nonce, until }: Signature, { tenant, id }: Key, ip: string): Promise<void> {
    const [, { rows }] = await database.run([inside(tenant.id), bind(spendNonce, tenant.id, id, nonce, until)])
    if (rows.length === 0) await ring.refuse(ip, signatureReplayed())
  }
}
