import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import type { Installed } from '../../plugins/host.ts'
import { etagOf, unlessKnown } from '../etag.ts'
import type { Identification } from '../identify.ts'
import { sendScript } from '../script.ts'
import type { DescribedRoute } from './collect.ts'
import { docsAssets, docsPage, docsPolicy, docsStart } from './docs.ts'
import { buildDocument } from './document.ts'

export interface OpenapiDeps {
  readonly routes: readonly DescribedRoute[]
  readonly installed: Installed
  readonly identification: Pick<Identification, 'anonymousTranslator' | 'cookieName'>
}

interface Kept {
  readonly body: string
  readonly etag: string
}

/** `GET /api/openapi.json` in the caller's language, and `/docs`, where it can be browsed. Written when first asked for, then kept. */
export function openapiRoutes({ routes, installed, identification }: OpenapiDeps): FastifyPluginCallback {
  const documents = new Map<string, Kept>()

  function documentFor(request: FastifyRequest): Kept {
    const translate = identification.anonymousTranslator(request.headers['accept-language'])
    const known = documents.get(translate.language)
    if (known) return known
    const body = JSON.stringify(buildDocument({ routes, installed, translate, cookieName: identification.cookieName }))
    const made = { body, etag: etagOf(body) }
    documents.set(translate.language, made)
    return made
  }

  return (app, _options, done) => {
    const open = { config: { access: 'public' as const }, schema: { hide: true } }
    app.get('/api/openapi.json', open, async (request, reply) => {
      const { body, etag } = documentFor(request)
      reply.header('vary', 'accept-language').header('cache-control', 'no-cache')
      return unlessKnown(request, reply, etag, () => reply.type('application/json; charset=utf-8').send(body))
    })
    app.get('/docs', open, async (request, reply) => {
      const translate = identification.anonymousTranslator(request.headers['accept-language'])
      return reply
        .header('content-security-policy', docsPolicy)
        .type('text/html; charset=utf-8')
        .send(docsPage(translate))
    })
    app.get('/docs/start.js', open, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(docsStart),
    )
    app.get('/docs/reference.js', open, async (request, reply) => {
      const reference = await docsAssets()
      reply.header('cache-control', 'public, max-age=86400').header('vary', 'accept-encoding')
      return unlessKnown(request, reply, reference.etag, () => sendScript(request, reply, reference))
    })
    done()
  }
}
