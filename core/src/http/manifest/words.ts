import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { readInTenant } from '../../database/enter.ts'
import { canonicalLanguage } from '../../i18n/languages.ts'
import type { Vocabulary } from '../../i18n/vocabulary.ts'
import { type Context, entryOf } from '../../records/context.ts'
import type { Engine } from '../../records/engine.ts'
import { notFound } from '../../records/errors.ts'
import { repeating } from '../../records/transact.ts'
import { describedOnly } from '../described-only.ts'
import { etagOf, unlessKnown } from '../etag.ts'

export interface WordsDeps {
  readonly engine: Engine
  readonly vocabulary: Vocabulary
}

const languageSchema = Type.Object({
  language: Type.String(),
  /** What the language calls itself. */
  name: Type.String(),
  direction: Type.Unsafe<'ltr' | 'rtl'>({ type: 'string', enum: ['ltr', 'rtl'] }),
})

interface Kept {
  readonly body: string
  readonly etag: string
}

/** `GET /api/words`: the languages there are. `GET /api/words/:language`: i18next resources by namespace, as the reader's tenant says them; before anybody has signed in, as the installation does. */
export function wordRoutes({ engine, vocabulary }: WordsDeps): FastifyPluginCallback {
  const kept = new LRUCache<string, Kept>({ max: 200 })

  return (app, _options, done) => {
    const schema = {
      tags: ['manifest'],
      operationId: 'words',
      summary: 'core:openapi.manifest.words',
      params: Type.Object({ language: Type.String() }),
      response: { 200: Type.Record(Type.String(), Type.Object({}, { additionalProperties: true })) },
    }
    app.get(
      '/api/words',
      {
        config: { access: 'public' },
        schema: {
          tags: ['manifest'],
          operationId: 'wordLanguages',
          summary: 'core:openapi.manifest.wordLanguages',
          response: { 200: Type.Array(languageSchema) },
        },
      },
      async () => {
        await vocabulary.refresh()
        return vocabulary.languagesOffered().map(({ language, name, direction }) => ({ language, name, direction }))
      },
    )
    app.get(
      '/api/words/:language',
      { config: { access: 'public', keys: 'accepted' }, ...describedOnly, schema },
      async (request, reply) => {
        await vocabulary.refresh()
        const language = canonicalLanguage((request.params as { language: string }).language)
        if (!language || !vocabulary.languagesOffered().some((offered) => offered.language === language))
          throw notFound()
        const { body, etag } = await wordsFor(request, language)
        reply.header('cache-control', 'private, no-cache').header('vary', 'authorization, cookie, x-tenant')
        return unlessKnown(request, reply, etag, () =>
          reply.type('application/json; charset=utf-8').serializer(String).send(body),
        )
      },
    )
    done()
  }

  /** Words changed a moment ago on another node count too: a look at the epochs says whether memory is out of date. */
  async function asItIsNow(context: Context): Promise<Context> {
    await readInTenant(engine.database, entryOf(context), [])
    return context
  }

  async function wordsFor(request: FastifyRequest, language: string): Promise<Kept> {
    // A stranger to the tenant he names still gets words to be told so in.
    const context = request.signedIn
      ? await repeating(engine, request.contextSource, asItIsNow).catch(() => null)
      : null
    // An installation's own words change without an epoch, so only a tenant's are remembered.
    if (!context) return bundle(vocabulary.resources(language))
    const { tenant } = context
    const key = `${language} ${tenant.id} ${tenant.epoch}`
    const known = kept.get(key)
    if (known) return known
    await vocabulary.load(tenant.id, tenant.epoch)
    const made = bundle(vocabulary.resources(language, { tenant: { id: tenant.id, language: tenant.language } }))
    kept.set(key, made)
    return made
  }
}

function bundle(resources: object): Kept {
  const body = JSON.stringify(resources)
  return { body, etag: etagOf(body) }
}
