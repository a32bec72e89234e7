import type { Database } from '../../database/pool.ts'
import { type BoundStatement, bind, prepare, type StatementResult } from '../../database/statement.ts'
import type { WireRecord } from '../../records/codec.ts'
import { type Context, entryOf } from '../../records/context.ts'
import type { ResourceModel } from '../../records/model.ts'
import { decodeCursor, encodeCursor, type ListQuery, sortOf } from '../../records/query.ts'
import { present, selectList } from '../../records/read.ts'

/** Records in portions, all as they were at one moment. */
export interface Batches {
  /** Empty at the end. */
  next(): Promise<WireRecord[]>
  /** Another question about the same moment. */
  ask<Row>(statement: BoundStatement<Row>): Promise<StatementResult<Row>>
  close(): Promise<void>
}

const batchSize = 500
const begin = prepare('begin isolation level repeatable read read only')
const rollback = prepare('rollback')
const enter = prepare('select guildhall.enter($1::uuid, $2::uuid, $3::bigint, $4::bigint)')

/** Reads a list by key, portion after portion, in one snapshot. @throws what the engine repeats when rights were overtaken */
export async function openBatches(
  database: Database,
  context: Context,
  model: ResourceModel,
  query: ListQuery,
): Promise<Batches> {
  const { tenantId, userId, tenantEpoch, userEpoch } = entryOf(context)
  const sort = sortOf(context, model, query.sort)
  // Judged before a connection is taken.
  selectList(context, model, query)
  const client = await database.pool.connect()
  let isOpen = true
  let cursor: ListQuery['cursor']
  let isOver = false

  async function close(broken = false): Promise<void> {
    if (!isOpen) return
    isOpen = false
    const undone = await database.send(client, [bind(rollback)]).then(
      () => true,
      () => false,
    )
    client.release(broken || !undone)
  }

  async function ask<Row>(statement: BoundStatement<Row>): Promise<StatementResult<Row>> {
    if (!isOpen) throw new TypeError('The reader has gone')
    const [result] = await database.send(client, [statement])
    return result
  }

  try {
    await database.send(client, [bind(begin), bind(enter, tenantId, userId, tenantEpoch, userEpoch)])
  } catch (error) {
    await close()
    throw error
  }
  return {
    ask,
    close,
    async next() {
      if (isOver || !isOpen) return []
      try {
        const { rows } = await ask(
          selectList(context, model, { ...query, limit: batchSize, offset: 0, ...(cursor && { cursor }) }).rows,
        )
        const records = rows.map((row) => present(context, model, row))
        const last = records.at(-1)
        if (records.length < batchSize || !last) isOver = true
        else cursor = decodeCursor(encodeCursor(sort, last))
        return records
      } catch (error) {
        await close()
        throw error
      }
    },
  }
}
