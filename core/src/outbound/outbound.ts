import { once } from 'node:events'
import { request as insecurely } from 'node:http'
import { request as securely } from 'node:https'
import { connect, isIP } from 'node:net'
import { pipeline } from 'node:stream'
import { DomainError, type Outbound, type OutboundAnswer } from '@guildhall/sdk'
import { isPublicAddress } from './address.ts'
import { addressPrivate, addressUnfit, timedOut, tooLarge, unreachable } from './errors.ts'
import { limitedTo } from './limit.ts'
import { guardedLookup, type Resolve } from './lookup.ts'

export interface OutboundOptions {
  /** Whether the operator allows addresses of this machine and its network, and http with them. */
  readonly mayBePrivate: boolean
  /** Milliseconds until the head of an answer is there, and until the end of it. */
  readonly patience?: { readonly head: number; readonly whole: number }
  /** Bytes of an answer. */
  readonly largest?: number
  /** How names become addresses, if not as the system does it. */
  readonly resolve?: Resolve
}

const usual = { patience: { head: 15_000, whole: 120_000 }, largest: 64 * 1_048_576 }

/** The one way out to addresses that people name. */
export function openOutbound({
  mayBePrivate,
  patience = usual.patience,
  largest = usual.largest,
  resolve,
}: OutboundOptions): Outbound {
  const lookup = guardedLookup(mayBePrivate, resolve)

  function requireFit(url: URL): void {
    const isKnown = url.protocol === 'https:' || (mayBePrivate && url.protocol === 'http:')
    if (!isKnown || url.username || url.password) throw addressUnfit()
    requirePublic(url.hostname.replace(/^\[|\]$/g, ''))
  }

  /** An address that is no name is never looked up. */
  function requirePublic(host: string): void {
    if (!mayBePrivate && isIP(host) > 0 && !isPublicAddress(host)) throw addressPrivate()
  }

  return {
    fit(address) {
      if (!URL.canParse(address)) throw addressUnfit()
      const url = new URL(address)
      requireFit(url)
      return url
    },
    async connect(host, port) {
      requirePublic(host)
      const socket = connect({ host, port, lookup })
      const timer = setTimeout(() => socket.destroy(timedOut()), patience.head)
      try {
        await once(socket, 'connect')
        return socket
      } catch (error) {
        throw error instanceof DomainError ? error : Object.assign(unreachable(), { cause: error })
      } finally {
        clearTimeout(timer)
      }
    },
    async ask(url, { method, headers = {}, body, patience: own = patience.whole }) {
      requireFit(url)
      const end = new AbortController()
      const whole = setTimeout(() => end.abort(), Math.min(own, patience.whole))
      const head = setTimeout(() => end.abort(), Math.min(own, patience.head))
      try {
        const answer = await new Promise<OutboundAnswer>((take, refuse) => {
          const open = url.protocol === 'https:' ? securely : insecurely
          // No connection is kept: one that was opened for somebody is nobody else's way.
          const asking = open(url, { method, headers, lookup, agent: false, signal: end.signal, maxHeaderSize: 16_384 })
          asking.on('error', refuse)
          asking.on('response', (told) => {
            const limited = limitedTo(largest)
            pipeline(told, limited, () => clearTimeout(whole))
            take({ status: told.statusCode ?? 0, headers: told.headers, body: limited })
          })
          asking.end(body)
        })
        if (Number(answer.headers['content-length'] ?? 0) > largest) {
          answer.body.destroy()
          throw tooLarge()
        }
        return answer
      } catch (error) {
        clearTimeout(whole)
        if (error instanceof DomainError) throw error
        throw Object.assign(end.signal.aborted ? timedOut() : unreachable(), { cause: error })
      } finally {
        clearTimeout(head)
      }
    },
  }
}
