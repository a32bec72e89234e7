import { answerSheet, type Cell, type PastQuery, type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import { seals } from '../chain/seals.ts'

const id = Type.String({ format: 'uuid' })
const instant = Type.String({ format: 'date-time' })
const asked = {
  resource: Type.Optional(Type.String({ maxLength: 100 })),
  record: Type.Optional(id),
  actor: Type.Optional(id),
  acting: Type.Optional(Type.Literal('true')),
  action: Type.Optional(Type.String({ maxLength: 100 })),
  field: Type.Optional(Type.String({ maxLength: 100 })),
  reason: Type.Optional(Type.String({ maxLength: 200 })),
  request: Type.Optional(Type.String({ maxLength: 100 })),
  since: Type.Optional(instant),
  until: Type.Optional(instant),
}
const access = { action: 'read', resource: seals.name }

export const searchRoute: RouteDefinition = {
  method: 'GET',
  path: '/entries',
  access,
  query: Type.Object({ ...asked, before: Type.Optional(id) }, { additionalProperties: false }),
  summary: 'audit:openapi.search',
  run: ({ scope, query }) => scope.history.search({ ...queryOf(query), limit: 25 }),
}

export const compareRoute: RouteDefinition = {
  method: 'GET',
  path: '/entries/:id',
  access,
  summary: 'audit:openapi.compare',
  run: ({ scope, params }) => scope.history.compare(params['id'] ?? ''),
}

export const takeBackRoute: RouteDefinition = {
  method: 'POST',
  path: '/entries/:id/take-back',
  access,
  body: Type.Object(
    { fields: Type.Optional(Type.Array(Type.String(), { maxItems: 500 })), version: Type.Optional(Type.Integer()) },
    { additionalProperties: false },
  ),
  summary: 'audit:openapi.takeBack',
  run: ({ scope, params, body }) =>
    scope.history.takeBack(params['id'] ?? '', body as { fields?: string[]; version?: number }),
}

export const exportRoute: RouteDefinition = {
  method: 'GET',
  path: '/export',
  access,
  query: Type.Object(
    { ...asked, form: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]) },
    { additionalProperties: false },
  ),
  summary: 'audit:openapi.export',
  async run({ scope, query }) {
    const { form } = query as { form: 'csv' | 'xlsx' }
    const labels = ['at', 'who', 'what', 'resource', 'record', 'field', 'before', 'after', 'reason', 'request']
    return answerSheet({
      name: scope.t('audit:export.name'),
      form,
      labels: labels.map((label) => scope.t(`audit:export.${label}`)),
      rows: linesOf(scope, queryOf(query)),
    })
  },
}

function queryOf(query: unknown): PastQuery {
  const { acting, form: _, ...rest } = query as PastQuery & { form?: string }
  return { ...rest, ...(acting !== undefined && { acting: true }) }
}

/** A line for each field that changed, a page of changes at a time. */
async function* linesOf(scope: Scope, query: PastQuery): AsyncIterable<Cell[][]> {
  for (let before: string | null | undefined; before !== null; ) {
    const page = await scope.history.search({ ...query, limit: 100, ...(before && { before }) })
    yield page.entries.flatMap((entry) => {
      const names = new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])
      const { actor } = entry
      const who = actor?.for ? scope.t('audit:export.acting', { by: actor.label, for: actor.for }) : actor?.label
      const start: Cell[] = [
        entry.at ? { kind: 'instant', text: entry.at } : null,
        who ? words(who) : null,
        { kind: 'plain', text: entry.action },
        { kind: 'plain', text: entry.resource },
        { kind: 'plain', text: entry.record },
      ]
      const end = [entry.reason, entry.request].map((text): Cell => (text ? words(text) : null))
      return (names.size > 0 ? [...names] : [null]).map((name): Cell[] => [
        ...start,
        name === null ? null : { kind: 'plain', text: name },
        name === null ? null : cellOf(entry.before?.[name]),
        name === null ? null : cellOf(entry.after?.[name]),
        ...end,
      ])
    })
    before = page.next
  }
}

const words = (text: string): Cell => ({ kind: 'text', text })

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  return words(typeof value === 'string' ? value : JSON.stringify(value))
}
