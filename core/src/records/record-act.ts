import { v7 as uuid } from 'uuid'
import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import type { Context } from './context.ts'
import { type Fact, historyColumns, historyTypes, outboxColumns, outboxTypes, outboxValues } from './history.ts'

const parameters = (types: readonly string[]) => types.map((type, index) => `$${index + 1}::${type}`).join(', ')
const insertHistory = prepare(`insert into guildhall.history (${historyColumns}) values (${parameters(historyTypes)})`)
const insertFact = prepare(`insert into guildhall.outbox (${outboxColumns}) values (${parameters(outboxTypes)})`)

/** What was done to something of a tenant that is no record: its plugins, its words. */
export interface Act {
  /** A UUID (version 7) for who refers to this entry later. */
  readonly id?: string
  readonly kind: string
  readonly action: string
  readonly before?: object | null
  readonly after?: object | null
}

/** Keeps who did it and when with the past of all records, under the tenant's own id. */
export function historyOfAct(context: Context, { id = uuid(), kind, action, before, after }: Act): BoundStatement {
  const { tenant, actor, clock, reason, requestId } = context
  const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)
  return bind(
    insertHistory,
    ...[tenant.id, id, kind, tenant.id, action, 1, actor.id, reason ?? null, clock.now()],
    ...[json(before), json(after), null, requestId ?? null, null],
  )
}

/** That somebody saw or took away what he was to be seen with; nothing changed. */
export interface Reading {
  readonly resource: string
  /** The tenant's id where it was more than one record. */
  readonly record: string
  readonly action: 'read' | 'export'
  readonly input: object
}

export function historyOfReading(context: Context, { resource, record, action, input }: Reading): BoundStatement {
  const { tenant, actor, clock, reason, requestId } = context
  return bind(
    insertHistory,
    ...[tenant.id, uuid(), resource, record, action, 1, actor.id, reason ?? null, clock.now()],
    ...[null, null, JSON.stringify(input), requestId ?? null, null],
  )
}

/** Tells it to whoever listens, after the commit. */
export function factOfAct(context: Context, fact: Fact): BoundStatement {
  return bind(insertFact, ...outboxValues(context, fact))
}
