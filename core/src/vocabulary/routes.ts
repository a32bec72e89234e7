import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify'
import { readInTenant } from '../database/enter.ts'
import { tellByField } from '../http/schema-errors.ts'
import { entryOf } from '../records/context.ts'
import { historyOfAct } from '../records/record-act.ts'
import { repeating, transact } from '../records/transact.ts'
import { installationLanguages } from './language-routes.ts'
import {
  describeLanguage,
  languagesOn,
  requireSensible,
  switchLanguages,
  tenantLanguagesSchema,
  wordedLanguages,
} from './languages.ts'
import { installationLayer, type LayerDeps, requireWords, tenantLayer } from './layers.ts'
import { wordRoutes } from './word-routes.ts'

const tag = Type.String({ minLength: 2, maxLength: 35 })
const switchBody = Type.Object(
  { languages: Type.Unsafe({ anyOf: [Type.Array(tag, { maxItems: 200, uniqueItems: true }), { type: 'null' }] }) },
  { additionalProperties: false },
)
/** What a tenant calls things, and the languages of the installation with what they say to everybody. */
export function vocabularyRoutes(deps: LayerDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    tellByField(app)
    tenantLanguages(app, deps)
    installationLanguages(app, deps)
    wordRoutes(app, tenantLayer(deps), deps)
    wordRoutes(app, installationLayer(deps), deps)
    done()
  }
}

function tenantLanguages(app: FastifyInstance, deps: LayerDeps): void {
  const { engine, vocabulary } = deps
  const layer = tenantLayer(deps)
  const route = (operationId: string, schema: object) => ({
    config: { access: layer.access },
    schema: {
      tags: ['vocabulary'],
      operationId,
      summary: `core:openapi.words.${operationId}`,
      response: { 200: tenantLanguagesSchema },
      ...schema,
    },
  })

  async function languagesOf(request: FastifyRequest) {
    await vocabulary.refresh()
    const { own, on } = await repeating(engine, request.contextSource, async (context) => {
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [languagesOn(context.tenant.id)])
      requireWords(context)
      return { own: context.tenant.language, on: rows[0] ?? null }
    })
    const languages = []
    for (const offered of wordedLanguages(vocabulary)) {
      const described = describeLanguage(offered, await layer.read(request, offered.language))
      const { language } = offered
      languages.push({
        ...described,
        on: on === null || on.includes(language) || language === own,
        default: language === own,
      })
    }
    return { default: own, languages }
  }

  app.get('/api/vocabulary', route('vocabulary', {}), languagesOf)
  app.patch<{ Body: { languages: readonly string[] | null } }>(
    '/api/vocabulary',
    route('switchLanguages', { body: switchBody }),
    async (request) => {
      const { languages } = request.body
      await vocabulary.refresh()
      await transact(engine, request.contextSource, async ({ context, unit }) => {
        requireWords(context)
        if (languages) requireSensible(vocabulary, languages, context.tenant.language)
        const [{ rows }] = await unit.run(languagesOn(context.tenant.id))
        const act = { before: { languages: rows[0] ?? null }, after: { languages } }
        unit.queue(historyOfAct(context, { kind: 'words', action: 'languages', ...act }))
        unit.queue(switchLanguages(context.tenant.id, languages))
      })
      return languagesOf(request)
    },
  )
}
