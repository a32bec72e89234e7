import { Readable } from 'node:stream'
import { isWorthRepeating } from '../database/violation.ts'
import type { Context } from '../records/context.ts'
import type { ContextSource } from '../records/transact.ts'
import type { RecordChange } from './visible.ts'

/** One who listens. What he is told is told one after the other, and he never hears of a position twice. */
export interface StreamClient {
  readonly readable: Readable
  readonly context: Context
  readonly isOpen: boolean
  /**
   * Tells what the question finds of the changes up to a position, unless he is beyond it already; only in turn.
   * Rights that were overtaken are looked up anew and the question asked again.
   */
  advance(upTo: bigint, ask: (context: Context) => Promise<readonly RecordChange[]>): Promise<void>
  /** Does something in turn; what it throws ends the stream. */
  inTurn(work: () => Promise<void>): void
  send(text: string): void
  /** From here on he is up to date up to this position. */
  moveTo(position: bigint): void
  /** @throws when he is no longer signed in, or no longer in this tenant */
  renew(): Promise<void>
  /** He comes again by himself and goes on from where he was. */
  end(): void
}

export interface StreamClientOptions {
  readonly source: ContextSource
  readonly context: Context
  readonly position: bigint
  readonly mostBuffered: number
  onError(error: unknown): void
}

const mostWaiting = 1_000
const tries = 4

export function createStreamClient({
  source,
  context: first,
  position: from,
  mostBuffered,
  onError,
}: StreamClientOptions): StreamClient {
  const readable = new Readable({ read() {} })
  let context = first
  let position = from
  let chain: Promise<void> = Promise.resolve()
  let waiting = 0
  let isOpen = true
  readable.once('close', () => {
    isOpen = false
  })

  function send(text: string): void {
    if (!isOpen) return
    readable.push(text)
    if (readable.readableLength > mostBuffered) drop()
  }

  /** He does not keep up: what waits for him would never be read. */
  function drop(): void {
    isOpen = false
    readable.destroy()
  }

  function end(): void {
    if (!isOpen) return
    isOpen = false
    readable.push(null)
    // Whoever reads nothing more would never see the end.
    readable.resume()
  }

  async function renew(): Promise<void> {
    const fresh = await source(true)
    if (fresh.tenant.id !== context.tenant.id) throw new TypeError('The stream belongs to another tenant')
    context = fresh
  }

  async function askWithFreshRights(
    ask: (context: Context) => Promise<readonly RecordChange[]>,
  ): Promise<readonly RecordChange[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(context)
      } catch (error) {
        if (attempt === tries || !isWorthRepeating(error)) throw error
        await renew()
      }
    }
  }

  function inTurn(work: () => Promise<void>): void {
    if (waiting >= mostWaiting) drop()
    if (!isOpen) return
    waiting++
    chain = chain
      .then(() => (isOpen ? work() : undefined))
      .catch((error) => {
        onError(error)
        end()
      })
      .finally(() => waiting--)
  }

  return {
    readable,
    get context() {
      return context
    },
    get isOpen() {
      return isOpen
    },
    async advance(upTo, ask) {
      if (upTo <= position) return
      for (const change of await askWithFreshRights(ask)) if (change.position > position) send(messageOf(change))
      position = upTo
    },
    inTurn,
    send,
    moveTo(reached) {
      position = reached
    },
    renew,
    end,
  }
}

function messageOf({ position, resource, id, version, type }: RecordChange): string {
  return `id: ${encodePlace(position)}\ndata: ${JSON.stringify({ resource, id, version, type })}\n\n`
}

/** A place in the stream; opaque to clients. */
export function encodePlace(position: bigint): string {
  return position.toString(36)
}

export function decodePlace(text: string): bigint | null {
  if (!/^[0-9a-z]{1,13}$/.test(text)) return null
  return [...text].reduce((value, digit) => value * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
}
