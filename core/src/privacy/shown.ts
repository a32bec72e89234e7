import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { quoted, snakeCase } from '../records/names.ts'
import { shownName } from './neutral.ts'
import type { Request } from './requests.ts'

/** Requests as those see them who may: with the person's name as it is now. */
export async function showRequests(engine: Engine, context: Context, requests: readonly Request[]) {
  const names = new Map<string, string>()
  for (const [resource, some] of Map.groupBy(requests, (request) => request.resource)) {
    const model = engine.registry.models.get(resource)
    if (!model?.title) continue
    const text = `select id, ${quoted(snakeCase(model.title))} from ${model.qualified} where tenant_id = $1::uuid and id = any($2::uuid[])`
    const statement = prepare(text, ([id, name]) => [String(id), String(name ?? '')] as const)
    const ids = some.map(({ recordId }) => recordId)
    const [{ rows }] = await readInTenant(engine.database, entryOf(context), [bind(statement, context.tenant.id, ids)])
    for (const [id, name] of rows) names.set(id, shownName(name, context.translate))
  }
  const now = engine.clock.now()
  return requests.map(({ recordId, askedByName, ...request }) => {
    const { kind, state, resource, isOwn, reason, answer, error, askedAt, dueAt, runAt, againAt } = request
    const { id, finishedAt, expiresAt, bytes, done, total, counts, userId } = request
    return {
      ...{ id, kind, state, resource, record: recordId, name: names.get(recordId) ?? null },
      askedBy: shownName(askedByName, context.translate),
      isOwn,
      isMine: kind === 'copy' && state === 'done' && userId === context.userId && expiresAt !== null && expiresAt > now,
      ...{ reason, answer, error, askedAt, dueAt, runAt, againAt, finishedAt, expiresAt, bytes, done, total, counts },
    }
  })
}
