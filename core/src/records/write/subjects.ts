import { bindValues, join, literal } from '../../database/assemble.ts'
import { placementKey } from '../codec.ts'
import { bindContextOf } from '../context.ts'
import type { Draft } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { invalid } from '../errors.ts'
import type { FieldModel, Registry, ResourceModel } from '../model.ts'
import { quoted } from '../names.ts'
import { compile } from '../select.ts'

/**
 * Looks up what the given subjects are: records of a capable resource that the actor may read. The draft then carries
 * their parent and party, so that totals per project and client need no join into a foreign plugin.
 */
export async function placeSubjects(
  operation: Operation,
  model: ResourceModel,
  draft: Draft,
  names: readonly string[],
): Promise<void> {
  const fields = names
    .map((name) => model.fields.get(name))
    .filter((field): field is FieldModel => field?.kind === 'subject' && Boolean(draft[field.name]))
  for (const field of fields) {
    const [resource = '', id = ''] = String(draft[field.name]).split('/')
    draft[placementKey(field)] = await placeOf(operation, field, resource, id)
  }
}

async function placeOf(
  { engine, context, unit }: Operation,
  field: FieldModel,
  resource: string,
  id: string,
): Promise<(string | null)[]> {
  const target = engine.registry.models.get(resource)
  const isCapable =
    target &&
    engine.registry.capable.get(field.definition.capability ?? '')?.includes(resource) &&
    context.plugins.has(target.plugin)
  if (!isCapable) throw missing(field)
  const chain = placementChain(engine.registry, target)
  const { statement, binds } = compile(
    join(
      `select ${chain.parent}, ${chain.party} from ${target.qualified} t ${chain.joins} where t.tenant_id = `,
      { text: '?', binds: [{ kind: 'tenant' }] },
      ' and t.id = ',
      literal(id),
      '::uuid and ',
      context.plan.predicate(resource, 'read', 't'),
    ),
    ([parent, party]) => ({ parent: parent ?? null, party: party ?? null }),
  )
  const [{ rows }] = await unit.run({ statement, values: bindValues(binds, bindContextOf(context)) })
  const found = rows[0]
  if (!found) throw missing(field)
  return [found.parent && chain.parentResource, found.parent, found.party && chain.partyResource, found.party]
}

interface Chain {
  parent: string
  parentResource: string | null
  party: string
  partyResource: string | null
  joins: string
}

/** A task's parent is its project, its party the project's client. */
function placementChain(registry: Registry, model: ResourceModel): Chain {
  const { parent, party } = model.definition.placement ?? {}
  const parentField = parent ? model.fields.get(parent) : undefined
  const parentModel = parentField?.definition.target ? registry.models.get(parentField.definition.target) : undefined
  const own = party ? model.fields.get(party) : undefined
  const inherited = parentModel?.definition.placement?.party
    ? parentModel.fields.get(parentModel.definition.placement.party)
    : undefined
  const parentColumn = parentField ? `t.${quoted(parentField.columns[0]?.name ?? '')}` : 'null'
  const joins =
    !own && inherited && parentModel
      ? `left join ${parentModel.qualified} p on p.tenant_id = t.tenant_id and p.id = ${parentColumn}`
      : ''
  const partyField = own ?? inherited
  return {
    parent: parentColumn,
    parentResource: parentModel?.name ?? null,
    party: partyField ? `${own ? 't' : 'p'}.${quoted(partyField.columns[0]?.name ?? '')}` : 'null',
    partyResource: partyField?.definition.target ?? null,
    joins,
  }
}

const missing = (field: FieldModel) => invalid({}, [{ path: field.name, code: 'records.reference_missing' }])
