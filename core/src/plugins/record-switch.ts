import { v7 as uuid } from 'uuid'
import { bind, prepare } from '../database/statement.ts'
import type { Unit } from '../database/unit.ts'
import type { Context } from '../records/context.ts'
import { historyColumns, historyTypes, outboxColumns, outboxTypes, outboxValues } from '../records/history.ts'

const parameters = (types: readonly string[]) => types.map((type, index) => `$${index + 1}::${type}`).join(', ')
const insertHistory = prepare(`insert into guildhall.history (${historyColumns}) values (${parameters(historyTypes)})`)
const insertFact = prepare(`insert into guildhall.outbox (${outboxColumns}) values (${parameters(outboxTypes)})`)

const past = { enable: 'enabled', disable: 'disabled', settings: 'configured' } as const

/** Who switched what, and when: kept with the past of all records, under the tenant's own id, and told as `core.plugin.enabled`. */
export function recordSwitch(
  unit: Unit,
  context: Context,
  plugin: string,
  action: keyof typeof past,
  before: object,
  after: object,
): void {
  const { tenant, actor, clock, reason, requestId } = context
  const json = (value: object) => JSON.stringify({ plugin, ...value })
  unit.queue(
    bind(
      insertHistory,
      ...[tenant.id, uuid(), 'plugins', tenant.id, action, 1, actor.id, reason ?? null, clock.now()],
      ...[json(before), json(after), null, requestId ?? null],
    ),
  )
  const fact = { name: `core.plugin.${past[action]}`, key: `plugins/${plugin}`, payload: { plugin } }
  unit.queue(bind(insertFact, ...outboxValues(context, fact)))
}
