import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from '@guildhall/sdk'
import type { FastifyPluginCallback } from 'fastify'
import { canonicalLanguage, hierarchyOf } from '../i18n/languages.ts'
import { notFound } from '../records/errors.ts'

export interface HelpDeps {
  /** `<language>/<page>.md` */
  readonly folder: string
}

const pageSchema = Type.Object({
  language: Type.String(),
  /** Markdown (CommonMark). */
  text: Type.String(),
})
/** Names of files only, so that nothing leads out of the folder. */
const paramsSchema = Type.Object({
  language: Type.String({ maxLength: 35 }),
  page: Type.String({ pattern: '^[a-z][a-z-]{0,40}$' }),
})

/** `GET /api/help/:language/:page`: a page of the manual, in English where nobody has translated it. */
export function helpRoute({ folder }: HelpDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    app.get<{ Params: { language: string; page: string } }>(
      '/api/help/:language/:page',
      {
        config: { access: 'signedIn' },
        schema: {
          tags: ['help'],
          operationId: 'help',
          summary: 'core:openapi.help.help',
          params: paramsSchema,
          response: { 200: pageSchema },
        },
      },
      async ({ params: { language, page } }) => {
        const wanted = canonicalLanguage(language)
        for (const each of [...(wanted ? hierarchyOf(wanted) : []), 'en']) {
          const text = await readPage(join(folder, each, `${page}.md`))
          if (text !== undefined) return { language: each, text }
        }
        throw notFound()
      },
    )
    done()
  }
}

async function readPage(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
