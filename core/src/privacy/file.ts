import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { type Context, entryOf } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import { historyOfAct } from '../records/record-act.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import { copyGone, unknownRequest } from './errors.ts'
import { type Request, selectPart, selectRequest } from './requests.ts'

/** The file of a copy, for whom it was made and nobody else; that it was fetched is in the history. @throws 404, 410 */
export async function openFile(engine: Engine, source: ContextSource, id: string) {
  const [context, request] = await transact(engine, source, async (operation): Promise<[Context, Request]> => {
    const { context, unit } = operation
    const [{ rows }] = await unit.run(bind(selectRequest, context.tenant.id, id))
    const [found] = rows
    if (found?.kind !== 'copy' || found.userId === null || found.userId !== context.userId) throw unknownRequest()
    if (found.state !== 'done' || (found.expiresAt ?? '') <= context.clock.now()) throw copyGone()
    unit.queue(historyOfAct(context, { kind: 'privacy', action: 'fetch-copy', after: { request: id } }))
    return [context, found]
  })
  return { name: `${context.tenant.slug}-${request.askedAt.slice(0, 10)}.zip`, bytes: parts(engine, context, id) }
}

async function* parts(engine: Engine, context: Context, id: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const [{ rows }] = await readInTenant(engine.database, entryOf(context), [
      bind(selectPart, context.tenant.id, id, part),
    ])
    if (!rows[0]) return
    yield rows[0]
  }
}
