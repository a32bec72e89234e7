import { DomainError, defineError } from '@guildhall/sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WireRecord } from '../records/codec.ts'
import { type Dependant, dependantsOf } from '../records/dependants.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { badQuery, inUse, invalid } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { mostRows, present, selectList } from '../records/read.ts'
import { refusalOf } from '../records/refusals.ts'
import { repeating, transact } from '../records/transact.ts'
import { compileInput } from '../records/validate.ts'
import type { Written } from '../records/write/hooks.ts'
import { isStillUsed, removeRecord } from '../records/write/remove.ts'
import { updateRecord } from '../records/write/update.ts'
import { describedOnly } from './described-only.ts'
import { parseListQuery } from './list-query.ts'
import type { ResourceSchemas } from './resource-schemas.ts'
import { whereOn } from './writing.ts'

export const bulkRefused = defineError<{ count: number }>('records.bulk_refused', 422)

/** Many records in one transaction: all of them or none, and what is wrong with which. */
export function bulkRoutes(app: FastifyInstance, engine: Engine, model: ResourceModel, schemas: ResourceSchemas): void {
  const path = `/api/${model.name}`
  const access = (action: string) => ({ config: { access: { resource: model.name, action } }, ...describedOnly })
  const judge = compileInput(withoutChanges)
  app.patch(path, { ...access('update'), schema: schemas.updateMany }, async (request) => {
    judge(request.body)
    const { ids, changes } = request.body as { ids?: string[]; changes: Record<string, unknown> }
    const wanted = ids ?? idsInFilter(model, request)
    return allOrNone(engine, request, model, wanted, async (operation) => {
      await oneByOne(operation, wanted, (id) => updateRecord(operation, model, id, changes))
      return shownAgain(operation, model, wanted)
    })
  })
  app.delete(path, { ...access('delete'), schema: schemas.removeMany }, async (request) => {
    const wanted = idsInFilter(model, request)
    return allOrNone(engine, request, model, wanted, (operation) =>
      oneByOne(operation, wanted, (id) => removeRecord(operation, model, id)),
    )
  })
}

const withoutChanges = {
  type: 'object',
  properties: {
    ids: {
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      minItems: 1,
      maxItems: mostRows,
      uniqueItems: true,
    },
    changes: { type: 'object', minProperties: 1 },
  },
  required: ['changes'],
  additionalProperties: false,
} as unknown as Parameters<typeof compileInput>[0]

/** One record's refusal; the database's is only understood once the transaction is over. */
interface Refused {
  readonly index: number
  readonly error: unknown
}

class SomeRefused extends Error {
  readonly refused: readonly Refused[]
  constructor(refused: readonly Refused[]) {
    super('refused')
    this.refused = refused
  }
}

async function allOrNone(
  engine: Engine,
  request: FastifyRequest,
  model: ResourceModel,
  ids: readonly string[],
  work: (operation: Operation) => Promise<WireRecord[]>,
): Promise<WireRecord[]> {
  try {
    return await transact(engine, request.contextSource, (operation) =>
      whereOn(operation, model, () => work(operation)),
    )
  } catch (error) {
    if (!(error instanceof SomeRefused))
      throw error instanceof DomainError ? error : refusalOf(error, engine.registry, model)
    const known = await Promise.all(
      error.refused.map(async ({ index, error }) => ({ index, refusal: await understood(ids[index] ?? '', error) })),
    )
    throw refusalOfMany(known)
  }

  async function understood(id: string, error: unknown): Promise<DomainError> {
    if (error instanceof DomainError) return error
    if (isStillUsed(error)) {
      const dependants: Dependant[] = await repeating(engine, request.contextSource, (context) =>
        dependantsOf(engine, context, model, id),
      )
      if (dependants.length > 0) return inUse({ dependants })
    }
    const refusal = refusalOf(error, engine.registry, model)
    if (refusal instanceof DomainError) return refusal
    throw refusal
  }
}

/** Those that are refused in code do not hide those after them; where the database refuses one, it takes no more. */
async function oneByOne(
  { unit }: Operation,
  ids: readonly string[],
  write: (id: string) => Promise<Written>,
): Promise<WireRecord[]> {
  const refused: Refused[] = []
  const records: WireRecord[] = []
  // Everybody takes the locks in the same order.
  const inOrder = ids.map((id, index) => ({ id, index })).sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, index } of inOrder) {
    try {
      const written = await write(id)
      await unit.run()
      records[index] = await written.record
    } catch (error) {
      if (!(error instanceof DomainError) && !isRefusal(error)) throw error
      refused.push({ index, error })
      if (!(error instanceof DomainError)) break
    }
  }
  if (refused.length > 0) throw new SomeRefused(refused)
  return records
}

/** SQLSTATE class 23 and our own checks; a collision (class 40) is worth another try of the whole. */
function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('23') || code === 'GH002' || code === '22003'
}

function refusalOfMany(known: readonly { index: number; refusal: DomainError }[]): DomainError {
  const statuses = new Set(known.map(({ refusal }) => refusal.status))
  const [only] = statuses
  const fields = known
    .toSorted((a, b) => a.index - b.index)
    .flatMap(({ index, refusal: { code, params, fields } }) =>
      fields.length > 0
        ? fields.map((field) => ({ ...field, path: `${index}.${field.path}` }))
        : [{ path: String(index), code, params }],
    )
  return new DomainError(bulkRefused.code, statuses.size === 1 && only ? only : 422, { count: known.length }, fields)
}

async function shownAgain(
  { context, unit }: Operation,
  model: ResourceModel,
  ids: readonly string[],
): Promise<WireRecord[]> {
  if (!context.plan.has(model.name, 'read')) return ids.map((id) => ({ id }) as WireRecord)
  const query = { where: { id_in: ids }, archived: 'with', limit: mostRows } as const
  const [{ rows }] = await unit.run(selectList(context, model, query).rows)
  const shown = new Map(rows.map((row) => present(context, model, row)).map((record) => [record.id, record]))
  return ids.map((id) => shown.get(id) ?? ({ id } as WireRecord))
}

/** `filter={"id":["a","b"]}` and nothing else: nobody deletes by a condition that may match more than he thinks. */
function idsInFilter(model: ResourceModel, request: FastifyRequest): string[] {
  const { query } = parseListQuery(model, request.query as Record<string, unknown>)
  const { id_in: listed, id, ...rest } = query.where as Record<string, unknown>
  const ids = Array.isArray(listed) ? [...new Set(listed)] : typeof id === 'string' ? [id] : []
  if (Object.keys(rest).length > 0 || query.search)
    throw badQuery({}, [{ path: 'filter', code: 'validation.unknown_property' }])
  if (ids.length === 0) throw badQuery({}, [{ path: 'filter.id', code: 'validation.required' }])
  if (ids.length > mostRows)
    throw invalid({}, [{ path: 'filter.id', code: 'validation.max_items', params: { limit: mostRows } }])
  return ids.map(String)
}
