import { bindValues, join, literal } from '../../database/assemble.ts'
import { prepare } from '../../database/statement.ts'
import { codecOf, type WireRecord } from '../codec.ts'
import { bindContextOf } from '../context.ts'
import type { Operation } from '../engine.ts'
import { archived, forbidden, invalid } from '../errors.ts'
import type { FieldModel, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { compile } from '../select.ts'
import { archiveRecord } from './archive.ts'
import type { Written } from './hooks.ts'
import { holdRecord } from './load.ts'
import { writeChange } from './update.ts'

/** Makes every reference to the loser point to the winner, each as a change in its own record's history, then archives the loser. */
export async function mergeRecords(
  operation: Operation,
  model: ResourceModel,
  winnerId: string,
  loserId: string,
): Promise<Written> {
  if (winnerId === loserId) throw invalid({}, [{ path: 'id', code: 'records.merge_same' }])
  const [winner, loser] = [
    await holdRecord(operation, model, winnerId, ['update']),
    await holdRecord(operation, model, loserId, ['update', 'archive']),
  ]
  if (!winner.judgement.can('update') || !loser.judgement.can('archive'))
    throw forbidden({ action: 'update', resource: model.name })
  if (winner.record.archivedAt || loser.record.archivedAt) throw archived()
  for (const child of operation.engine.registry.models.values())
    for (const field of child.fields.values())
      if (pointsTo(field, model)) await repoint(operation, child, field, model, winnerId, loserId)
  await archiveRecord(operation, model, loserId)
  // The winner itself is the business of the action that merges, and so is what the winner says of the loser.
  return { record: Promise.resolve(winner.record) }
}

function pointsTo(field: FieldModel, model: ResourceModel): boolean {
  if (field.kind === 'subject')
    return model.definition.capabilities?.includes(field.definition.capability ?? '') === true
  return (field.kind === 'ref' || field.kind === 'refs') && field.definition.target === model.name
}

async function repoint(
  operation: Operation,
  child: ResourceModel,
  field: FieldModel,
  model: ResourceModel,
  winner: string,
  loser: string,
): Promise<void> {
  for (const record of await recordsPointing(operation, child, field, model, loser)) {
    const value =
      field.kind === 'refs'
        ? [...new Set((record[field.name] as string[]).map((id) => (id === loser ? winner : id)))]
        : field.kind === 'subject'
          ? `${model.name}/${winner}`
          : winner
    if (child === model && record.id === winner) continue
    if (await standsTwice(operation, child, field, record, winner)) continue
    await writeChange(operation, child, record, { [field.name]: value }, { action: 'update', past: 'updated' })
  }
}

/** A row that may exist once per target (a membership) stays with the loser where the winner has one already. */
export async function standsTwice(
  { context, unit }: Operation,
  child: ResourceModel,
  field: FieldModel,
  record: WireRecord,
  winner: string,
): Promise<boolean> {
  const key = (child.definition.unique ?? []).find((names) => names.includes(field.name))
  if (!key || field.kind !== 'ref') return false
  const columns = key
    .map((name) => child.fields.get(name))
    .filter((one): one is FieldModel => one?.kind === 'ref' || one?.kind === 'enumeration' || one?.kind === 'text')
  const conditions = columns.map(
    (one, index) => `${quoted(one.columns[0]?.name ?? '')} = $${index + 2}::${one.columns[0]?.type}`,
  )
  const statement = prepare(
    `select 1 from ${child.qualified} where tenant_id = $1::uuid and ${conditions.join(' and ')}`,
  )
  const [{ rows }] = await unit.run({
    statement,
    values: [context.tenant.id, ...columns.map((one) => (one.name === field.name ? winner : record[one.name]))],
  })
  return rows.length > 0
}

async function recordsPointing(
  { context, unit }: Operation,
  child: ResourceModel,
  field: FieldModel,
  model: ResourceModel,
  id: string,
): Promise<WireRecord[]> {
  const codec = codecOf(child)
  const tenant = { text: '?', binds: [{ kind: 'tenant' as const }] }
  const pointing =
    field.kind === 'refs'
      ? join(
          `t.id in (select owner_id from ${field.link?.qualified} l where l.tenant_id = t.tenant_id and l.target_id = `,
          literal(id),
          '::uuid)',
        )
      : field.kind === 'subject'
        ? join(
            `t.${quoted(field.columns[0]?.name ?? '')} = `,
            literal(model.name),
            `::text and t.${quoted(field.columns[1]?.name ?? '')} = `,
            literal(id),
            '::uuid',
          )
        : join(`t.${quoted(field.columns[0]?.name ?? '')} = `, literal(id), '::uuid')
  const { statement, binds } = compile(
    join(
      `select ${codec.columns.map(({ sql }) => sql).join(', ')} from ${child.qualified} t where t.tenant_id = `,
      tenant,
      ' and ',
      pointing,
      ' order by t.id for no key update of t',
    ),
    codec.decode,
  )
  const [{ rows }] = await unit.run({ statement, values: bindValues(binds, bindContextOf(context)) })
  return rows
}
