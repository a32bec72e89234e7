import { Type } from '@guildhall/sdk'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parsePage, sendPage } from '../http/page.ts'
import { judgeForms } from '../i18n/judge-forms.ts'
import { canonicalLanguage } from '../i18n/languages.ts'
import type { Entry, Forms } from '../i18n/lexicon.ts'
import { invalid } from '../records/errors.ts'
import { changeTo } from './changes.ts'
import { unknownLanguage, unknownWord } from './errors.ts'
import { describeChanges, exportWords, planImport } from './import.ts'
import { wordedLanguages } from './languages.ts'
import type { Layer, LayerDeps } from './layers.ts'
import { describeWord, listWords, wordSchema } from './listing.ts'
import { previewOf } from './preview.ts'
import type { View } from './view.ts'
import { requireWordFile } from './word-file.ts'
import {
  exportQuery,
  fileSchema,
  formsBody,
  importBody,
  importedSchema,
  languageParams,
  listQuery,
  previewBody,
  previewSchema,
  wordParams,
} from './word-schemas.ts'

const largestFile = 8 * 1_048_576

type WordParams = { language: string; namespace: string; key: string }

/** The words of one layer: listed, changed and taken back, exported, imported, tried out. */
export function wordRoutes(app: FastifyInstance, layer: Layer, { vocabulary, engine }: LayerDeps): void {
  const of = layer.path === '/api/languages' ? 'Installation' : ''
  const route = (name: string, schema: object) => ({
    config: { access: layer.access },
    serializerCompiler: () => JSON.stringify,
    schema: {
      tags: [of ? 'languages' : 'vocabulary'],
      operationId: `${name}${of}Words`,
      summary: `core:openapi.words.${name}`,
      ...schema,
    },
  })
  const path = `${layer.path}/:language`

  app.get(
    `${path}/words`,
    route('list', { params: languageParams, querystring: listQuery, response: { 200: Type.Array(wordSchema) } }),
    async (request, reply) => {
      const view = await layer.read(request, await languageOf(request))
      return sendPage(reply, 'words', listWords(view, parsePage(request.query)))
    },
  )
  app.get(
    `${path}/words/:namespace/:key`,
    route('get', { params: wordParams, response: { 200: wordSchema } }),
    async (request) => {
      const view = await layer.read(request, await languageOf(request))
      return describeWord(view, entryOf(view, request.params as WordParams))
    },
  )
  app.put(
    `${path}/words/:namespace/:key`,
    route('set', { params: wordParams, body: formsBody, response: { 200: wordSchema } }),
    async (request) => {
      const { forms: wanted } = request.body as { forms: Forms }
      return sayInstead(request, (view, entry) => {
        const problems = judgeForms(entry, view.language, wanted, view.lexicon)
        if (problems.length > 0) throw invalid({}, problems)
        return wanted
      })
    },
  )
  app.delete(
    `${path}/words/:namespace/:key`,
    route('reset', { params: wordParams, response: { 200: wordSchema } }),
    async (request) => sayInstead(request, () => null),
  )
  app.get(
    `${path}/export`,
    route('export', { params: languageParams, querystring: exportQuery, response: { 200: fileSchema } }),
    async (request, reply) => {
      const language = await languageOf(request)
      const { which = 'changed' } = request.query as { which?: 'all' | 'changed' }
      const words = exportWords(await layer.read(request, language), which)
      return reply
        .header('content-disposition', `attachment; filename="words-${language}.json"`)
        .header('cache-control', 'private, no-store')
        .send({ language, words })
    },
  )
  app.post(
    `${path}/import`,
    {
      ...route('import', { params: languageParams, body: importBody, response: { 200: importedSchema } }),
      bodyLimit: largestFile,
    },
    importFile,
  )
  app.post(
    `${path}/preview`,
    route('preview', { params: languageParams, body: previewBody, response: { 200: previewSchema } }),
    preview,
  )

  async function languageOf(request: FastifyRequest): Promise<string> {
    await vocabulary.refresh()
    const language = canonicalLanguage((request.params as { language: string }).language)
    if (!language || !wordedLanguages(vocabulary).some((offered) => offered.language === language))
      throw unknownLanguage()
    return language
  }

  async function sayInstead(request: FastifyRequest, wanted: (view: View, entry: Entry) => Forms | null) {
    const params = request.params as WordParams
    const after = await layer.change(request, await languageOf(request), (view) => {
      const entry = entryOf(view, params)
      const change = changeTo(view, entry, wanted(view, entry))
      return change ? [change] : []
    })
    return describeWord(after, entryOf(after, params))
  }

  async function importFile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const language = await languageOf(request)
    const {
      words: given,
      dryRun = false,
      ...file
    } = request.body as { language?: string; words: object; dryRun?: boolean }
    if (file.language !== undefined && file.language !== language)
      throw invalid({}, [{ path: 'language', code: 'words.other_language', params: { language } }])
    const words = requireWordFile(given as Record<string, unknown>)
    if (dryRun) {
      const { changes, problems } = planImport(await layer.read(request, language), words)
      const translate = await request.translator()
      const told = problems.map(({ path, code, params }) => ({ path, code, message: translate.error(code, params) }))
      return reply.send({ dryRun, changes: describeChanges(changes), problems: told })
    }
    let changes: ReturnType<typeof planImport>['changes'] = []
    await layer.change(request, language, (view) => {
      const plan = planImport(view, words)
      if (plan.problems.length > 0) throw invalid({}, plan.problems)
      changes = plan.changes
      return changes
    })
    return reply.send({ dryRun, changes: describeChanges(changes), problems: [] })
  }

  async function preview(request: FastifyRequest) {
    const language = await languageOf(request)
    const {
      forms: given = {},
      values = {},
      ...named
    } = request.body as {
      namespace: string
      key: string
      forms?: Forms
      values?: Record<string, unknown>
    }
    const view = await layer.read(request, language)
    const entry = entryOf(view, named)
    // Not all forms need be there yet; what is there must be sound.
    const problems = judgeForms(entry, language, given, view.lexicon).filter(
      ({ code }) => code !== 'validation.required',
    )
    if (problems.length > 0) throw invalid({}, problems)
    const { translator, currency, zone } = await layer.listener(request)
    const { clock } = engine
    const example = { currency, today: clock.today(zone), now: clock.now() }
    return previewOf({ vocabulary, view, entry, forms: given, values, translator, example })
  }
}

function entryOf(view: View, { namespace, key }: { namespace: string; key: string }): Entry {
  const entry = view.isSpoken(namespace) ? view.lexicon.find(namespace, key) : undefined
  if (!entry) throw unknownWord()
  return entry
}
