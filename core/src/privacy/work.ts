import { DomainError } from '@guildhall/sdk'
import { bind } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import { factOfAct } from '../records/record-act.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import { writeCopy } from './copy/write.ts'
import { erasePerson, erasureMark, inNameOf } from './erase.ts'
import { personCopied } from './events.ts'
import type { PrivacyOptions } from './privacy.ts'
import { type Request, selectRequest } from './requests.ts'

/** For how many days a file can be fetched. */
const fileDays = 7
const day = 86_400_000

/** Does what was asked for, as far as it is due, from where who was killed had left it; one process at a time. */
export async function workOn(
  options: PrivacyOptions,
  tenantId: string,
  id: string,
  progress: (done: number, total: number) => Promise<void> = async () => {},
): Promise<void> {
  const { pool } = options
  const guard = await pool.connect()
  try {
    const key = `privacy ${id}`
    const { rows } = await guard.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as mine', [key])
    if (!rows[0].mine) return
    try {
      await work(options, tenantId, id, progress)
    } finally {
      await guard.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
    }
  } finally {
    guard.release()
  }
}

async function work(
  options: PrivacyOptions,
  tenantId: string,
  id: string,
  progress: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { engine, pool } = options
  const now = engine.clock.now()
  const { rowCount } = await pool.query(
    `update guildhall.privacy_requests set state = 'running' where tenant_id = $1 and id = $2
       and ((state in ('waiting', 'running') and coalesce(run_at, asked_at) <= $3) or (state = 'done' and again_at <= $3))`,
    [tenantId, id, now],
  )
  if (rowCount === 0) return
  const system = options.asSystem(tenantId, 'privacy')
  const request = await transact(
    engine,
    system,
    async ({ unit }) => (await unit.run(bind(selectRequest, tenantId, id)))[0].rows[0],
  )
  if (!request) return
  try {
    if (request.kind === 'copy') await makeCopy(options, tenantId, request, system, progress)
    else {
      const source = await inItsName(options, request, system)
      const { mailer, onError } = options
      await erasePerson({ engine, pool, mailer, tenantId, source, request, onError })
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await pool.query(
      `update guildhall.privacy_requests set state = 'failed', error = $3 where tenant_id = $1 and id = $2 and state = 'running'`,
      [tenantId, id, error.code],
    )
  }
}

/** All rights of the system, in the name of who let it be done: the history names a person. */
async function inItsName({ engine }: PrivacyOptions, request: Request, system: ContextSource): Promise<ContextSource> {
  const actor = await transact(engine, system, (operation) => inNameOf(operation, request.decidedBy ?? request.askedBy))
  return async (fresh): Promise<Context> => ({ ...(await system(fresh)), actor, requestId: erasureMark(request.id) })
}

async function makeCopy(
  { engine, pool, vocabulary }: PrivacyOptions,
  tenantId: string,
  request: Request,
  source: ContextSource,
  progress: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { tenant } = await source(false)
  const { language, zone, isOwn, resource, recordId } = request
  const copy = {
    ...{ engine, pool, tenantId, source, isForHim: isOwn, card: { resource, id: recordId } },
    t: vocabulary.translator(language, { tenant, zone }),
    async onProgress(done: number, total: number) {
      const values = [tenantId, request.id, done, total]
      await pool.query(
        'update guildhall.privacy_requests set done = $3, total = $4 where tenant_id = $1 and id = $2',
        values,
      )
      await progress(done, total)
    },
  }
  const written = await writeCopy(copy, request.id)
  await transact(engine, source, async ({ context, unit }) => {
    const at = context.clock.now()
    await (await unit.connection()).query(
      `update guildhall.privacy_requests set state = 'done', finished_at = $3, expires_at = $4, bytes = $5, counts = $6 where tenant_id = $1 and id = $2`,
      [
        tenantId,
        request.id,
        at,
        new Date(Date.parse(at) + fileDays * day).toISOString(),
        written.bytes,
        JSON.stringify(written.counts),
      ],
    )
    const payload = { id: request.id, resource: request.resource, record: request.recordId }
    unit.queue(factOfAct(context, { name: personCopied.name, key: `${request.resource}/${request.recordId}`, payload }))
    unit.afterCommit(() => engine.nudge(tenantId))
  })
}
