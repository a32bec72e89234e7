import { createECDH } from 'node:crypto'
import type { Scope } from '@guildhall/sdk'

/** How this installation shows itself to push services (VAPID, RFC 8292): base64url of the uncompressed point and of the scalar. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

/**
 * Made from the installation's secret, so that it is kept nowhere and the same on every node. A browser has one key for a whole site, thus
 * one for all tenants. 32 random bytes are brought into 1 … n−1 of P-256.
 */
export function pushKeys(scope: Pick<Scope, 'keyFor'>): PushKeys {
  const drawn = BigInt(`0x${scope.keyFor('notifications.push').toString('hex')}`)
  const scalar = ((drawn % (order - 1n)) + 1n).toString(16).padStart(64, '0')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(scalar, 'hex')
  return {
    publicKey: pair.getPublicKey('base64url', 'uncompressed'),
    privateKey: Buffer.from(scalar, 'hex').toString('base64url'),
  }
}
