import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { readPage } from './page.ts'

export interface BackofficeOptions {
  /** Where the built backoffice is. */
  readonly folder: string
  readonly isSecure: boolean
}

/** Addresses that are screens; each of them begins with the same page, and the browser does the rest. */
const doors = ['/sign-in', '/sign-in/:provider', '/invitation', '/reset', '/register', '/register/:step']
/** Screens of who is in; others are shown the door, and led back from there. */
const rooms = ['/', '/at/:tenant', '/at/:tenant/*']
/** Files whose names never change, so browsers ask each time whether they have. */
const named = [
  '/icon.svg',
  '/icon-192.png',
  '/icon-512.png',
  '/icon-maskable-512.png',
  '/apple-touch-icon.png',
  '/app.webmanifest',
  '/service-worker.js',
  '/offline.html',
  '/offline.css',
  '/offline.js',
]

/** The backoffice as it was built: a page under a strict policy, and files that may be kept for good because their names carry their contents' hash. */
export function backofficeRoutes({ folder, isSecure }: BackofficeOptions): FastifyPluginAsync {
  return async (app) => {
    const open = { config: { access: 'public' as const }, schema: { hide: true } }
    await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true })

    const sendPage = async (_request: unknown, reply: FastifyReply) => {
      const { html, policy } = await readPage(folder, isSecure)
      return reply
        .header('content-security-policy', policy)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(html)
    }
    for (const door of doors) app.get(door, open, sendPage)
    for (const room of rooms)
      app.get(room, open, (request, reply) => {
        if (request.signedIn) return sendPage(request, reply)
        const next = request.url === '/' ? '' : `?next=${encodeURIComponent(request.url)}`
        return reply.header('cache-control', 'no-store').redirect(`/sign-in${next}`)
      })
    app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) =>
      reply.sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true }),
    )
    for (const name of named) app.get(name, open, (_request, reply) => reply.sendFile(name.slice(1), { maxAge: 0 }))
  }
}

/** Whether there is a built backoffice to serve; a server may well do without. */
export const hasBackoffice = (folder: string): boolean => existsSync(join(folder, 'index.html'))
