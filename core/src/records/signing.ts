import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Scope } from '@guildhall/sdk'
import type { Operation } from './engine.ts'

/** Texts that go out signed and come back. */
export function signingOf({ context, engine }: Operation): Pick<Scope, 'sign' | 'signed'> {
  const signatureOf = (purpose: `${string}.${string}`, said: string) =>
    createHmac('sha256', engine.secrets.keyFor(purpose)).update(`${context.tenant.id} ${said}`).digest('base64url')
  return {
    sign(purpose, text) {
      const said = Buffer.from(text).toString('base64url')
      return `${said}.${signatureOf(purpose, said)}`
    },
    signed(purpose, token) {
      const [said = ''] = token.split('.')
      // As it is written: bits that no byte needs would let it be written otherwise.
      const [given, expected] = [Buffer.from(token), Buffer.from(`${said}.${signatureOf(purpose, said)}`)]
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      return Buffer.from(said, 'base64url').toString()
    },
  }
}
