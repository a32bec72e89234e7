import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { TestPlatform } from '../../core/testing/index.ts'

export interface Operation {
  /** `post /api/tasks/{id}/start` */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly isPublic: boolean
  readonly right: { readonly resource: string; readonly action: string } | undefined
  /** What is wrong with an answer, by what the document says; empty when nothing is. */
  problems(status: number, body: unknown): string
}

interface Described {
  readonly security?: readonly object[]
  readonly 'x-right'?: { readonly resource: string; readonly action: string }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >
}

/** Every operation of the running server, as it describes itself. */
export async function operationsOf({ app }: TestPlatform): Promise<Operation[]> {
  const document = (await app.inject({ url: '/api/openapi.json' })).json()
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addFormat('weekday', true)
  const judge = (schema: object) => {
    const validate = ajv.compile({ ...schema, components: document.components })
    return (body: unknown) => (validate(body) ? '' : ajv.errorsText(validate.errors))
  }
  return Object.entries(document.paths as Record<string, Record<string, Described>>).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, described]) => {
      const judges = new Map<number, (body: unknown) => string>()
      return {
        name: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        isPublic: described.security?.length === 0,
        right: described['x-right'],
        problems(status, body) {
          const known = judges.get(status)
          if (known) return known(body)
          const response = described.responses[String(status)]
          if (!response) return `${status} is not described`
          const schema = response.content?.['application/json']?.schema
          const judged = schema ? judge(schema) : () => ''
          judges.set(status, judged)
          return judged(body)
        },
      }
    }),
  )
}
