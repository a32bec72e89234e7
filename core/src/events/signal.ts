import pg from 'pg'

/** `outbox`: events are waiting to be dispatched. `dispatched`: they have their positions, and deliveries are due. */
export type SignalKind = 'outbox' | 'dispatched'

/** Wakes other nodes. Only to be quick: whoever listens also looks from time to time, so a signal that is lost costs a moment. */
export interface Signal {
  on(listener: (kind: SignalKind) => void): () => void
  /** Several calls within some milliseconds are one. Never part of a write's transaction: NOTIFY takes a lock at commit that all share. */
  send(kind: SignalKind): void
  /** Whether signals of others arrive just now. */
  isListening(): boolean
  close(): Promise<void>
}

const channel = 'guildhall_events'
const debounce = 15

/** @param url straight to PostgreSQL: a pooler in transaction mode does not carry LISTEN */
export function openSignal({ url, onError }: { url: string; onError(error: unknown): void }): Signal {
  const listeners = new Set<(kind: SignalKind) => void>()
  const node = Math.random().toString(36).slice(2)
  const waiting = new Set<SignalKind>()
  let client: pg.Client | null = null
  let sending: NodeJS.Timeout | null = null
  let retrying: NodeJS.Timeout | null = null
  let closed = false
  let wait = 500
  let sent: Promise<unknown> = Promise.resolve()

  function tell(kind: SignalKind): void {
    for (const listener of listeners) listener(kind)
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'guildhall signal',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    })
    const lost = (error?: unknown) => {
      if (client !== fresh && error === undefined) return
      client = null
      if (error && !closed) onError(error)
      fresh.removeAllListeners('end')
      fresh.end().catch(() => {})
      if (closed || retrying) return
      retrying = setTimeout(() => {
        retrying = null
        void connect()
      }, wait)
      wait = Math.min(wait * 2, 30_000)
    }
    fresh.on('error', lost)
    fresh.on('end', () => lost())
    fresh.on('notification', ({ payload = '' }) => {
      const [sender, kind] = payload.split(' ')
      if (sender !== node && (kind === 'outbox' || kind === 'dispatched')) tell(kind)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      return lost(error)
    }
    if (closed) return void fresh.end().catch(() => {})
    client = fresh
    wait = 500
    // What was signalled while nobody listened.
    tell('outbox')
    tell('dispatched')
  }

  function flush(): void {
    sending = null
    const kinds = [...waiting]
    waiting.clear()
    const notify = () =>
      client?.query('select pg_notify($1, word) from unnest($2::text[]) as word', [
        channel,
        kinds.map((kind) => `${node} ${kind}`),
      ])
    sent = sent.then(notify).catch(() => {})
  }

  void connect()
  return {
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send(kind) {
      waiting.add(kind)
      sending ??= setTimeout(flush, debounce)
    },
    isListening: () => client !== null,
    async close() {
      closed = true
      if (sending) clearTimeout(sending)
      if (retrying) clearTimeout(retrying)
      await client?.end().catch(() => {})
    },
  }
}
