import { answerFile, DomainError, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { readFile, reportFiles } from '../files/files.ts'
import type { Form } from '../output/file.ts'
import { reports } from '../reports/reports.ts'
import { fileQuery, periodOf } from '../routes/schemas.ts'
import { askForOutput } from './make.ts'
import { reportOutputs } from './outputs.ts'

/** A saved report as a file, however large: made by the worker, and told when it is there. */
export const makeRoute: RouteDefinition = {
  method: 'POST',
  path: '/:report/outputs',
  access: { action: 'read', resource: reports.name },
  summary: 'reports:openapi.make',
  body: fileQuery,
  response: Type.Object({ id: Type.String() }),
  async run({ scope, params, body }) {
    const { name, definition } = await scope.records(reports).get(params.report ?? '')
    const { format } = body as Static<typeof fileQuery>
    const id = await askForOutput(scope, {
      ...{ name, definition, format: format as Form, period: periodOf(body), isTold: true },
    })
    return { id }
  },
}

export const madeFileRoute: RouteDefinition = {
  method: 'GET',
  path: '/outputs/:output/file',
  access: { action: 'read', resource: reportOutputs.name },
  summary: 'reports:openapi.madeFile',
  async run({ scope, params }) {
    const { file } = await scope.records(reportOutputs).get(params.output ?? '')
    return scope.asSystem('A report that was made is fetched', (system) => keptFileOf(system, file))
  },
}

/** A kept file as an answer. @throws 404 where it is kept no longer */
export async function keptFileOf(scope: Scope, file: string | null) {
  const kept = file ? await scope.records(reportFiles).find(file) : null
  if (!file || !kept) throw new DomainError('records.not_found', 404)
  return answerFile({ name: kept.name, type: kept.type, content: readFile(scope, file) })
}
