import type { Place } from '@guildhall/sdk'
import { parseWhere } from '../access/parse.ts'
import { toSql } from '../access/sql.ts'
import { bindValues, join, literal } from '../database/assemble.ts'
import type { Fragment } from '../database/fragment.ts'
import { bindContextOf, type Context } from './context.ts'
import type { Operation } from './engine.ts'
import type { Registry, ResourceModel } from './model.ts'
import { quoted } from './names.ts'
import { remember } from './remember.ts'
import { compile } from './select.ts'

/** What a subject is, as the database says: where it is placed, and whether the terms of a capability hold. */
export interface FoundPlace {
  readonly title: string | null
  /** Resource and id. */
  readonly parent: readonly [string, string] | null
  readonly party: readonly [string, string] | null
  /** To the actor; where no terms are declared, always. */
  isLent(capability: string): boolean
  isOpen(capability: string): boolean
}

/** What was looked up by somebody's rights, until the transaction writes again. */
const looked = new WeakMap<
  Operation['unit'],
  { writes: number; byPlan: WeakMap<object, Map<string, Promise<FoundPlace | null>>> }
>()

/** Looks up a record that the actor may read, in one round trip; null where there is none. Asked again before anything is written, it is known. */
export function findPlace(operation: Operation, target: ResourceModel, id: string): Promise<FoundPlace | null> {
  const { unit, context } = operation
  const known = looked.get(unit)
  const fresh = known?.writes === unit.writes ? known : { writes: unit.writes, byPlan: new WeakMap() }
  looked.set(unit, fresh)
  const places = remember(fresh.byPlan, context.plan, () => new Map<string, Promise<FoundPlace | null>>())
  const key = `${target.name}/${id}`
  const found = places.get(key) ?? lookUp(operation, target, id)
  places.set(key, found)
  return found
}

async function lookUp(
  { engine, context, unit }: Operation,
  target: ResourceModel,
  id: string,
): Promise<FoundPlace | null> {
  const { registry } = engine
  const chain = placementChain(registry, target)
  const lent = Object.keys(target.definition.terms ?? {})
  const terms = lent.map((capability) => termsOf(registry, target, capability))
  const title = target.title ? `t.${quoted(target.fields.get(target.title)?.columns[0]?.name ?? '')}` : 'null'
  const { statement, binds } = compile(
    join(
      `select ${title}::text, ${chain.parent}, ${chain.party}`,
      ...terms.flatMap((term) => [
        ', (',
        term.by ? join(term.by, ' or ', context.plan.predicate(target.name, 'update', 't')) : yes,
        ')::int, (',
        term.while ?? yes,
        ')::int',
      ]),
      ` from ${target.qualified} t ${chain.joins} where t.tenant_id = `,
      { text: '?', binds: [{ kind: 'tenant' }] },
      ' and t.id = ',
      literal(id),
      '::uuid and (',
      context.plan.predicate(target.name, 'read', 't'),
      ')',
    ),
    ([name, parent, party, ...held]): FoundPlace => ({
      title: name ?? null,
      parent: parent && chain.parentResource ? [chain.parentResource, parent] : null,
      party: party && chain.partyResource ? [chain.partyResource, party] : null,
      isLent: (capability) => held[lent.indexOf(capability) * 2] !== '0',
      isOpen: (capability) => held[lent.indexOf(capability) * 2 + 1] !== '0',
    }),
  )
  const [{ rows }] = await unit.run({ statement, values: bindValues(binds, bindContextOf(context)) })
  return rows[0] ?? null
}

/** The same for plugins, by the subject as it is on the wire. */
export async function placeOf(operation: Operation, subject: string): Promise<Place | null> {
  const target = capableTarget(operation.engine.registry, operation.context, subject)
  const found = target && (await findPlace(operation, target, subject.split('/')[1] ?? ''))
  if (!found) return null
  const { title, parent, party } = found
  return {
    title,
    parent: parent && `${parent[0]}/${parent[1]}`,
    party: party && `${party[0]}/${party[1]}`,
    parts: partsOf(operation.engine.registry, target),
  }
}

function capableTarget(registry: Registry, { plugins }: Context, subject: string): ResourceModel | null {
  const target = registry.models.get(subject.split('/')[0] ?? '')
  return target?.definition.capabilities?.length && plugins.has(target.plugin) ? target : null
}

/** The capable resources whose records are placed in one of this. */
function partsOf(registry: Registry, whole: ResourceModel): string[] {
  return [...registry.models.values()].flatMap(({ name, fields, definition }) => {
    const { parent } = definition.placement ?? {}
    return parent && fields.get(parent)?.definition.target === whole.name ? [name] : []
  })
}

const yes: Fragment = { text: 'true', binds: [] }

interface CompiledTerms {
  readonly by?: Fragment
  readonly while?: Fragment
}

const compiled = new WeakMap<ResourceModel, Map<string, CompiledTerms>>()

function termsOf(registry: Registry, model: ResourceModel, capability = ''): CompiledTerms {
  const known = remember(compiled, model, () => new Map<string, CompiledTerms>())
  const found = known.get(capability)
  if (found) return found
  const terms = model.definition.terms?.[capability]
  const sql = (where: object) =>
    toSql(parseWhere(registry, model, where).condition, 't', { readable: () => ({ type: 'any', parts: [] }) })
  const made = { ...(terms?.by && { by: sql(terms.by) }), ...(terms?.while && { while: sql(terms.while) }) }
  known.set(capability, made)
  return made
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
