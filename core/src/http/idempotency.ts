import { createHash } from 'node:crypto'
import { DomainError, defineError } from '@guildhall/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { prepare } from '../database/statement.ts'
import type { WireRecord } from '../records/codec.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { refusalOf } from '../records/refusals.ts'
import { transact } from '../records/transact.ts'
import type { Written } from '../records/write/hooks.ts'
import { warned, whereOn, writing } from './writing.ts'

const mismatch = defineError('http.idempotency_mismatch', 422)

const claim = prepare(
  `insert into guildhall.idempotency_keys (tenant_id, actor_id, key, request_hash, at)
   values ($1::uuid, $2::uuid, $3, $4, $5::timestamptz) on conflict do nothing returning key`,
)
const recall = prepare(
  'select request_hash, status, body from guildhall.idempotency_keys where tenant_id = $1::uuid and actor_id = $2::uuid and key = $3',
  ([hash, status, body]) => ({
    hash,
    status: Number(status),
    body: JSON.parse(body ?? 'null') as WireRecord,
  }),
)
const keep = prepare(
  'update guildhall.idempotency_keys set status = $4::int, body = $5::jsonb where tenant_id = $1::uuid and actor_id = $2::uuid and key = $3',
)

/**
 * A POST that carries an `Idempotency-Key` is done once, however often it is sent: the answer is kept in the transaction
 * that did the work, and a second one waits for the first. The same key with another request is refused.
 */
export async function once(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  model: ResourceModel,
  status: number,
  work: (operation: Operation) => Promise<Written>,
): Promise<FastifyReply> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return reply.code(status).send(await writing(engine, request, model, work))
  if (typeof key !== 'string' || key.length < 1 || key.length > 200)
    throw invalid({}, [{ path: 'Idempotency-Key', code: 'validation.pattern' }])
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url')
  try {
    const answer = await transact(engine, request.contextSource, (operation) =>
      whereOn(operation, model, () => doOnce(operation, key, hash, status, work)),
    )
    if (answer.replayed) reply.header('idempotency-replayed', 'true')
    return reply.code(answer.status).send(answer.body)
  } catch (error) {
    throw error instanceof DomainError ? error : refusalOf(error, engine.registry, model)
  }
}

async function doOnce(
  operation: Operation,
  key: string,
  hash: string,
  status: number,
  work: (operation: Operation) => Promise<Written>,
) {
  const { context, unit } = operation
  const place = [context.tenant.id, context.actor.id, key]
  const [claimed] = await unit.run({ statement: claim, values: [...place, hash, context.clock.now()] })
  if (claimed.rows.length === 0) {
    const [{ rows }] = await unit.run({ statement: recall, values: place })
    const known = rows[0]
    if (!known || known.hash !== hash) throw mismatch()
    return { status: known.status, body: known.body, replayed: true }
  }
  const written = await work(operation)
  await unit.run()
  const body = warned(await written.record, operation.warnings)
  unit.queue({ statement: keep, values: [...place, status, JSON.stringify(body)] })
  return { status, body, replayed: false }
}
