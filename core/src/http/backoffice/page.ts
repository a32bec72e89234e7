import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { policyOf } from '../policy.ts'

/** The page every screen begins with, and the policy it is served under. */
export interface Page {
  readonly html: string
  readonly policy: string
}

/** The built page leaves a place for a nonce, which is another one for each answer. It is read each time: who builds anew sees it. */
export async function readPage(folder: string, isSecure: boolean): Promise<Page> {
  const built = await readFile(join(folder, 'index.html'), 'utf8')
  const nonce = randomBytes(18).toString('base64')
  return { html: built.replaceAll('__NONCE__', nonce), policy: textOf(policyOf(isSecure, nonce)) }
}

const textOf = (policy: Record<string, string[]>) =>
  Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')
