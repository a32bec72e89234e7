import { defineError } from '@guildhall/sdk'
import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'

const tooMany = defineError('http.too_many_requests', 429)
const minute = 60_000

/**
 * Strangers may ask so often a minute from one address; whoever is signed in has limits of his own.
 * Kept by each process for itself: it is there to keep one machine from drowning another's requests, not to count.
 */
export function throttleStrangers(app: FastifyInstance, perMinute: number): void {
  const seen = new LRUCache<string, { count: number; until: number }>({ max: 20_000 })
  app.addHook('onRequest', async (request) => {
    if (request.signedIn || !request.url.startsWith('/api/')) return
    const now = Date.now()
    const known = seen.get(request.ip)
    const window = known && known.until > now ? known : { count: 0, until: now + minute }
    window.count++
    seen.set(request.ip, window)
    if (window.count > perMinute) throw tooMany({ retryAfter: Math.ceil((window.until - now) / 1000) })
  })
}
