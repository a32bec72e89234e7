import type { Installation, Scope } from '@guildhall/sdk'
import { notAllowed, notHere, tooLarge, wrongType } from '../errors.ts'

/** What may be brought for a field. */
export interface Policy {
  readonly accept: readonly string[] | undefined
  readonly maxBytes: number
}

/** What is brought, for which field of which resource: `tasks.attachments`. */
export interface Wanted {
  readonly name: string
  readonly resource: string
  readonly field: string
  /** The id of the file of which it is to be a new version. */
  readonly replaces?: string
}

/**
 * A file is always brought for a field: whoever may fill it in some record may bring one, within what the field says.
 * @throws 422 for no field of files, 403
 */
export function policyFor(installation: Installation, scope: Scope, { resource, field }: Wanted): Policy {
  const declared = installation.fieldOf(resource, field)
  const isOpen = scope.may(resource, 'create', field) || scope.may(resource, 'update', field)
  if (declared?.kind !== 'files') throw notHere()
  if (!isOpen) throw notAllowed({ resource })
  const most = scope.setting<number>('files', 'maxMegabytes') * 1_000_000
  return { accept: declared.accept, maxBytes: Math.min(declared.maxBytes ?? most, most) }
}

export function requireSize({ maxBytes }: Policy, size: number): void {
  if (size > maxBytes) throw tooLarge({ megabytes: maxBytes / 1_000_000 })
}

/** @throws `files.wrong_type` for a type that the field does not take: `image/*` takes all pictures */
export function requireType({ accept }: Policy, type: string): void {
  const isTaken = (pattern: string) =>
    pattern.endsWith('/*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
  // A drawing that can hold programs is no picture, whoever asks for pictures.
  const isPlain = type !== 'image/svg+xml' || accept?.includes(type)
  if (accept && !(isPlain && accept.some(isTaken))) throw wrongType({ type, accept: accept.join(', ') })
}

/** Stops a stream that brings more than it may. */
export async function* within({ maxBytes }: Policy, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge({ megabytes: maxBytes / 1_000_000 })
    yield chunk
  }
}
