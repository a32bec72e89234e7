import { DomainError, type ErrorDefinition } from '@guildhall/sdk'
import type { WireRecord } from '../records/codec.ts'
import type { Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { selectOne } from '../records/read.ts'
import { unlimited } from '../records/scope.ts'
import { holdRecord } from '../records/write/load.ts'
import { standsTwice } from '../records/write/merge.ts'
import { writeChange } from '../records/write/update.ts'
import { heirInactive, heirKind, heirSame, heirUnfit } from './errors.ts'
import { type HeldBy, heldBy, heldRecords } from './holdings.ts'
import type { Person } from './people.ts'

/**
 * Gives all that a person holds to his heir, each record as a change in its own history and an event of its own,
 * in the transaction of whoever does it. Plugins' hooks see every change and may refuse it.
 *
 * @throws 422 for an heir who cannot be one, 409 where a plugin does not let him have a record
 */
export async function handOver(operation: Operation, person: Person, heirId: string): Promise<void> {
  const { engine, context } = operation
  const inherited = { ...operation, context: unlimited(context, engine.registry, 'people.left') }
  await requireHeir(operation, inherited, person, heirId)
  for (const held of heldBy(engine.registry)) await handOverField(inherited, held, person.id, heirId)
}

/** Whether a person could be the heir of another, were he to leave now. @throws 422 */
export async function requireFit(operation: Operation, personId: string, heirId: string): Promise<void> {
  const { engine, context, unit } = operation
  const inherited = { ...operation, context: unlimited(context, engine.registry, 'people.left') }
  const [{ rows }] = await unit.run(selectOne(inherited.context, engine.registry.model('people'), personId))
  if (rows[0]) await requireHeir(operation, inherited, rows[0].record as unknown as Person, heirId)
}

/** Somebody whom the actor sees, judged by what he may not see of him, too. */
async function requireHeir(
  { engine, context, unit }: Operation,
  inherited: Operation,
  person: Person,
  heirId: string,
): Promise<void> {
  const refuse = (error: ErrorDefinition) => error({}, [{ path: 'heir', code: error.code }])
  if (heirId === person.id) throw refuse(heirSame)
  const model = engine.registry.model('people')
  const [seen, { rows }] = await unit.run(
    selectOne(context, model, heirId),
    selectOne(inherited.context, model, heirId, { lock: true }),
  )
  const heir = rows[0]?.record as Person | undefined
  if (!heir || seen.rows.length === 0) throw invalid({}, [{ path: 'heir', code: 'records.reference_missing' }])
  if (heir.status !== 'active') throw refuse(heirInactive)
  if (heir.kind !== person.kind) throw refuse(heirKind)
}

async function handOverField(operation: Operation, held: HeldBy, person: string, heir: string): Promise<void> {
  const { model, field } = held
  for (const id of await idsOf(operation, held, person)) {
    const { record } = await holdRecord(operation, model, id, [])
    const isHis = [record[field.name]].flat().includes(person)
    if (!isHis || (await standsTwice(operation, model, field, record, heir))) continue
    const changes = { [field.name]: replaced(record[field.name], person, heir) }
    await writeChange(operation, model, record, changes, { action: 'update', past: 'updated' }).catch(
      unfit(operation, model.name, record),
    )
    await operation.unit.run()
  }
}

/** All of them before the first is changed: what is handed over is no longer among them. */
async function idsOf({ context, unit }: Operation, held: HeldBy, person: string): Promise<string[]> {
  const pageAfter = heldRecords(context, held, person)
  const ids: string[] = []
  for (;;) {
    const [{ rows }] = await unit.run(pageAfter(ids.at(-1)).rows)
    if (rows.length === 0) return ids
    ids.push(...rows.map(({ record }) => record.id))
  }
}

function replaced(value: unknown, person: string, heir: string): unknown {
  return Array.isArray(value) ? [...new Set(value.map((one) => (one === person ? heir : one)))] : heir
}

function unfit({ context }: Operation, resource: string, { id }: WireRecord): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof DomainError)) throw error
    const [field] = error.fields
    const reason = context.translate.error(field?.code ?? error.code, { resource, ...error.params, ...field?.params })
    throw heirUnfit({ resource, id, code: field?.code ?? error.code, reason })
  }
}
