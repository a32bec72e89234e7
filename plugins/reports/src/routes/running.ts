import type { Condition, Definition } from '@guildhall/contract-reports'
import type { RouteDefinition, Scope, Static } from '@guildhall/sdk'
import { type Form, fileOf } from '../output/file.ts'
import { daysOfPart } from '../query/period.ts'
import { planOf } from '../query/plan.ts'
import { runReport } from '../query/run.ts'
import { reports } from '../reports/reports.ts'
import {
  type fileBody,
  fileBody as fileBodySchema,
  fileQuery,
  periodOf,
  previewBody,
  resultQuery,
  resultSchema,
  rowsBody,
} from './schemas.ts'
import { shown } from './shown.ts'

const access = { action: 'read', resource: reports.name } as const

/** A report while it is built. */
export const previewRoute: RouteDefinition = {
  method: 'POST',
  path: '/preview',
  access,
  reads: 'apart',
  summary: 'reports:openapi.preview',
  body: previewBody,
  response: resultSchema,
  async run({ scope, body }) {
    const { definition } = body as Static<typeof previewBody>
    return shown(scope, await runReport(scope, definition, { period: periodOf(body) }))
  },
}

/** The records behind a line. */
export const rowsRoute: RouteDefinition = {
  method: 'POST',
  path: '/rows',
  access,
  reads: 'apart',
  summary: 'reports:openapi.rows',
  body: rowsBody,
  response: resultSchema,
  async run({ scope, body }) {
    const { definition, keys } = body as Static<typeof rowsBody>
    const { dataset, period, conditions = [] } = definition
    const behind: Definition = {
      dataset,
      conditions: [...conditions, ...conditionsOf(scope, definition, keys)],
      ...(period && { period }),
    }
    return shown(scope, await runReport(scope, behind, { period: periodOf(body), most: 200 }))
  },
}

/** A saved report, as the reader may see it. */
export const resultRoute: RouteDefinition = {
  method: 'GET',
  path: '/:report/result',
  access,
  reads: 'apart',
  summary: 'reports:openapi.result',
  query: resultQuery,
  response: resultSchema,
  async run({ scope, params, query }) {
    const { definition } = await scope.records(reports).get(params.report ?? '')
    return shown(scope, await runReport(scope, definition, { period: periodOf(query) }))
  },
}

export const fileRoute: RouteDefinition = {
  method: 'GET',
  path: '/:report/file',
  access,
  reads: 'apart',
  summary: 'reports:openapi.file',
  query: fileQuery,
  async run({ scope, params, query }) {
    const { name, definition } = await scope.records(reports).get(params.report ?? '')
    const { format } = query as Static<typeof fileQuery>
    return fileOf(scope, { name, definition, period: periodOf(query) }, format as Form)
  },
}

/** A report that is not saved, as a file. */
export const previewFileRoute: RouteDefinition = {
  method: 'POST',
  path: '/preview/file',
  access,
  reads: 'apart',
  summary: 'reports:openapi.previewFile',
  body: fileBodySchema,
  async run({ scope, body }) {
    const { name, definition, format } = body as Static<typeof fileBody>
    return fileOf(scope, { name, definition, period: periodOf(body) }, format as Form)
  },
}

/** What a record must be to stand in a line. */
function conditionsOf(scope: Scope, definition: Definition, keys: readonly (string | null)[]): Condition[] {
  const { groups } = planOf(scope, definition)
  return groups.flatMap(({ field, part }, at): Condition[] => {
    const key = keys[at]
    if (key === undefined) return []
    if (key === null) return [{ field: field.path, op: 'isEmpty' }]
    if (!part) return [{ field: field.path, op: 'is', value: key }]
    const { from, to } = daysOfPart(part, key)
    return [
      { field: field.path, op: 'atLeast', value: from },
      { field: field.path, op: 'atMost', value: to },
    ]
  })
}
