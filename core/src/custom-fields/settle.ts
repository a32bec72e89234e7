import { setTimeout as sleep } from 'node:timers/promises'
import { bind, prepare } from '../database/statement.ts'
import { overtakeRights } from '../plugins/switching.ts'
import { type CustomField, customPrefix, isKept } from '../records/custom/definition.ts'
import { keepMany } from '../records/custom/keep.ts'
import type { Engine, Operation } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { type ContextSource, transact } from '../records/transact.ts'

const portion = 2000
const firstId = '00000000-0000-0000-0000-000000000000'

const now = prepare('select clock_timestamp()', ([at]) => String(at))
/**
 * Who saw no such field began before it was there: before the transaction that made it, or beside it, and then he may not have written yet and has no
 * number to compare.
 */
const waiting = prepare(
  `select f.id, pg_snapshot_xmin(pg_current_snapshot()) > f.since and not exists (
     select 1 from pg_stat_activity a
     where a.datname = current_database() and a.usename = session_user and a.pid <> pg_backend_pid() and a.xact_start <= $3::timestamptz
   ) from guildhall.custom_fields f
   where f.tenant_id = $1::uuid and f.id = $2::uuid and f.status = 'active' and not f.ready`,
  ([, isOver]) => isOver === 't',
)
const finish = prepare(
  'update guildhall.custom_fields set ready = true where tenant_id = $1::uuid and id = $2::uuid and version = $3::int',
)

/** Settles fields, each once at a time however often it is asked for. */
export function settling(engine: Engine, sourceOf: (tenantId: string) => ContextSource) {
  const running = new Set<string>()
  return async (tenantId: string, field: CustomField): Promise<void> => {
    if (running.has(field.id)) return
    running.add(field.id)
    try {
      await settleField(engine, sourceOf(tenantId), field)
    } finally {
      running.delete(field.id)
    }
  }
}

/**
 * Gives every record its row for a field that can be filtered by from now on. Who writes from now on keeps the row himself; who began
 * before the field was there is waited for, so that none is left out. Doing it twice does no harm: any node may begin again.
 */
export async function settleField(engine: Engine, source: ContextSource, field: CustomField): Promise<void> {
  if (field.ready || field.status !== 'active' || !isKept(field.definition)) return
  const begun = await transact(engine, source, async ({ unit }) => (await unit.run(bind(now)))[0].rows[0] ?? '')
  for (;;) {
    const isOver = await transact(engine, source, async ({ context, unit }) => {
      const [{ rows }] = await unit.run(bind(waiting, context.tenant.id, field.id, begun))
      return rows[0]
    })
    if (isOver === undefined) return
    if (isOver) break
    await sleep(50)
  }
  let last: string | undefined = firstId
  while (last !== undefined)
    last = await transact(engine, source, (operation) => keepSome(operation, field, last ?? ''))
  await transact(engine, source, async ({ context, unit }) => {
    unit.queue(bind(finish, context.tenant.id, field.id, field.version))
    unit.queue(overtakeRights(context.tenant.id))
  })
}

/** A portion of the records, each locked, so that who changes one meanwhile comes before or after. @returns where to go on */
async function keepSome(operation: Operation, field: CustomField, from: string): Promise<string | undefined> {
  const { context, unit } = operation
  const model = context.plan.registry.models.get(field.resource)
  const own = model?.custom?.fields.find(({ custom }) => custom?.id === field.id)
  if (!model || !own) return undefined
  const [{ rows }] = await unit.run(bind(select(model), context.tenant.id, from))
  const records = rows.map(({ id, values }) => ({
    id,
    draft: Object.fromEntries(Object.entries(values).map(([key, value]) => [customPrefix + key, value])),
  }))
  for (const statement of keepMany(context, model, own, records)) unit.queue(statement)
  return rows.at(-1)?.id
}

const select = ({ qualified }: ResourceModel) =>
  prepare(
    `select id, custom from ${qualified} where tenant_id = $1::uuid and id > $2::uuid order by id limit ${portion} for no key update`,
    ([id, values]) => ({ id: String(id), values: JSON.parse(values ?? '{}') as Record<string, unknown> }),
  )
