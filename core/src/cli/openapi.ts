import { inOffice } from './office.ts'
import { operationsWords as words } from './operations-words.ts'
import type { Verb } from './verb.ts'

/** What the server answers at /api/openapi.json. */
export const openapi: Verb = {
  name: 'openapi',
  description: words.openapi,
  options: [['--language <tag>', words.language]],
  run: ({ options }) =>
    inOffice(async ({ platform }) => {
      const language = typeof options.language === 'string' ? options.language : 'en'
      const { body } = await platform.app.inject({ url: '/api/openapi.json', headers: { 'accept-language': language } })
      const document: unknown = JSON.parse(body)
      return { lines: [JSON.stringify(document, null, 2)], data: document }
    }),
}
