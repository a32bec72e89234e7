import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { KeptRow, Scope } from '@guildhall/sdk'

/** A row's link: SHA-256 over the link before it and the row as it is kept, ciphertexts and all, as JSON. */
export const linkOf = (previous: string, { columns }: KeptRow): string =>
  createHash('sha256')
    .update(`${previous}\n${JSON.stringify(columns)}`)
    .digest('base64url')

export interface Provable {
  readonly number: number
  readonly links: string
  readonly reach: string
  readonly sealedAt: string
}

/** What only who has the installation's secret can make. */
export function proofOf(scope: Scope, seal: Provable, previous: string): string {
  const { number, links, reach, sealedAt } = seal
  return signed(scope, [number, previous, links, reach, new Date(sealedAt).toISOString()])
}

/** That what a seal holds was dropped by us, and not by whoever wants it gone. */
export function dropProofOf(
  scope: Scope,
  { number, proof }: Pick<Provable, 'number'> & { readonly proof: string },
): string {
  return signed(scope, [number, proof, 'dropped'])
}

function signed(scope: Scope, parts: readonly unknown[]): string {
  const message = JSON.stringify([scope.tenant.id, ...parts])
  return createHmac('sha256', scope.keyFor('audit.seal')).update(message).digest('base64url')
}

export function isProven(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

export interface Link {
  readonly id: string
  readonly link: string
}

export const linksOf = ({ links }: { readonly links: string }): Link[] =>
  links.split('\n').map((line) => ({ id: line.slice(0, 36), link: line.slice(37) }))
