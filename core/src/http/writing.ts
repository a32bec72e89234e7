import { DomainError } from '@guildhall/sdk'
import type { FastifyRequest } from 'fastify'
import type { WireRecord } from '../records/codec.ts'
import { dependantsOf } from '../records/dependants.ts'
import type { Engine, Operation, Warning } from '../records/engine.ts'
import { inUse, notFound } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { refusalOf } from '../records/refusals.ts'
import { repeating, transact } from '../records/transact.ts'
import type { Written } from '../records/write/hooks.ts'
import { isStillUsed } from '../records/write/remove.ts'

/** One write in one transaction; what the database refuses is said in the resource's words. */
export async function writing(
  engine: Engine,
  request: FastifyRequest,
  model: ResourceModel,
  work: (operation: Operation) => Promise<Written>,
): Promise<WireRecord> {
  try {
    return await committed(engine, request, model, work)
  } catch (error) {
    throw error instanceof DomainError ? error : refusalOf(error, engine.registry, model)
  }
}

/** A deletion; where something still points here, the refusal names it and the plugin that owns it. */
export async function removing(
  engine: Engine,
  request: FastifyRequest,
  model: ResourceModel,
  id: string,
  work: (operation: Operation) => Promise<Written>,
): Promise<WireRecord> {
  try {
    return await committed(engine, request, model, work)
  } catch (error) {
    if (!isStillUsed(error)) throw error
    const dependants = await repeating(engine, request.contextSource, (context) =>
      dependantsOf(engine, context, model, id),
    )
    throw inUse({ dependants })
  }
}

/** The record is known once the transaction that wrote it has ended. */
async function committed(
  engine: Engine,
  request: FastifyRequest,
  model: ResourceModel,
  work: (operation: Operation) => Promise<Written>,
): Promise<WireRecord> {
  let warnings: readonly Warning[] = []
  const { record } = await transact(engine, request.contextSource, (operation) => {
    warnings = operation.warnings
    return whereOn(operation, model, work)
  })
  return warned(await record, warnings)
}

/** The record with what hooks had to say of the write. */
export const warned = (record: WireRecord, warnings: readonly Warning[]): WireRecord =>
  warnings.length === 0 ? record : { ...record, _warnings: warnings }

/** A plugin that is off for the tenant has no resources there. */
export function whereOn<T>(
  operation: Operation,
  model: ResourceModel,
  work: (operation: Operation) => Promise<T>,
): Promise<T> {
  if (!operation.context.plugins.has(model.plugin)) throw notFound()
  return work(operation)
}
