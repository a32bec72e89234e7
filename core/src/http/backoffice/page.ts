import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The page every screen begins with, and the policy it is served under. */
export interface Page {
  readonly html: string
  readonly policy: string
}

/** The built page leaves a place for a nonce, which is another one for each answer. It is read each time: who builds anew sees it. */
export async function readPage(folder: string, isSecure: boolean): Promise<Page> {
  const built = await readFile(join(folder, 'index.html'), 'utf8')
  const nonce = randomBytes(18).toString('base64')
  return { html: built.replaceAll('__NONCE__', nonce), policy: policyWith(nonce, isSecure) }
}

/** Scripts and styles of our own, and those that carry the nonce; nothing from elsewhere. */
function policyWith(nonce: string, isSecure: boolean): string {
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data: blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "worker-src 'self'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
