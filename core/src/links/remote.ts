import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Clock, DomainError } from '@guildhall/sdk'
import type { Outbound } from '@guildhall/sdk'
import { type SigningKey, signatureHeaders } from '../signatures/sign.ts'
import { addressDiffers, clocksDiffer, linkFailing, linkRefused, notForwarded, notGuildhall } from './errors.ts'

export interface Question {
  /** Below the address of the installation: `/api/tasks?range=[0,9]`. */
  readonly target: string
  readonly accept?: string | undefined
  readonly language?: string | undefined
}

export interface RemoteAnswer {
  readonly status: number
  readonly type: 'json' | 'csv' | 'problem'
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
}

export interface Remote {
  /** Asks another installation in the name of whose key it is. @throws 404, 422, 502 */
  read(url: string, key: SigningKey, question: Question): Promise<RemoteAnswer>
}

/** What concerns a login, what would lead on from there, and what has no end. */
const kept = new Set(['auth', 'links', 'stream'])
/** Refusals that are about what was asked, and not about the link. */
const passed = new Set([400, 403, 404, 409, 422, 429])

export function openRemote(outbound: Outbound, clock: Clock): Remote {
  return {
    async read(url, key, { target, accept = 'application/json', language }) {
      const address = addressOf(url, target)
      const signable = { method: 'GET', authority: address.host, target: `${address.pathname}${address.search}` }
      const told = await outbound.ask(address, {
        method: 'GET',
        headers: {
          accept,
          'accept-encoding': 'identity',
          'user-agent': 'Guildhall',
          ...(language && { 'accept-language': language }),
          ...signatureHeaders(key, signable, clock.now()),
        },
      })
      const type = typeOf(told.headers['content-type'])
      if (told.status === 200 && type && type !== 'problem') return { ...told, type }
      if (passed.has(told.status) && type === 'problem') return { ...told, type }
      throw told.status === 401 && type === 'problem' ? await refusalOf(told.body) : await strange(told)
    },
  }
}

/** As it will be asked for: nothing that is resolved to another place on the way there is judged by how it was written. */
function addressOf(url: string, target: string): URL {
  const address = new URL(target, url)
  const [, area, first] = address.pathname.split('/')
  if (address.origin !== url || area !== 'api' || !first || kept.has(decoded(first))) throw notForwarded()
  return address
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).toLowerCase()
  } catch {
    throw notForwarded()
  }
}

function typeOf(header: string | undefined): RemoteAnswer['type'] | null {
  if (header === undefined) return null
  const [type = ''] = header.split(';')
  return (
    ({ 'application/json': 'json', 'text/csv': 'csv', 'application/problem+json': 'problem' } as const)[
      type.trim().toLowerCase() as 'application/json'
    ] ?? null
  )
}

/** Whatever is read of an answer is not longer than this, in bytes. */
export async function textOf(body: Readable, most: number): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > most) throw notGuildhall()
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

async function refusalOf(body: Readable): Promise<DomainError> {
  const reason = codeIn(await textOf(body, 65_536))
  if (reason === 'signatures.early' || reason === 'signatures.expired') return clocksDiffer({ reason })
  return reason === 'signatures.elsewhere' ? addressDiffers({ reason }) : linkRefused({ reason })
}

function codeIn(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown }
    return typeof code === 'string' && /^[a-z_.]{1,80}$/.test(code) ? code : ''
  } catch {
    return ''
  }
}

async function strange({ status, body }: { status: number; body: Readable }): Promise<DomainError> {
  body.destroy()
  return status >= 500 || status === 429 ? linkFailing({ status }) : notGuildhall({ status })
}
