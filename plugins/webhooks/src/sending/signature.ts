import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** 192 random bits, as Standard Webhooks writes a symmetric secret. */
export const newSecret = () => prefix + randomBytes(24).toString('base64')

/** `v1,<base64>` for each secret, so that a receiver may know either: HMAC-SHA-256 over id, timestamp in seconds and body (Standard Webhooks 1.0). */
export function signatureOf(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => Buffer.from(secret.slice(prefix.length), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ')
}
