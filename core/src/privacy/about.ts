import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { quoted } from '../records/names.ts'

/** Asks the database inside the tenant. */
export type Ask = <Row>(statement: BoundStatement<Row>) => Promise<readonly Row[]>

export interface Card {
  readonly resource: string
  readonly id: string
}

/** Everything that tells of one person: the cards that stand for him, and the records about him, the cards among them. */
export interface Circle {
  readonly cards: readonly Card[]
  readonly about: ReadonlyMap<ResourceModel, readonly string[]>
}

/** Records of these stand for a natural person each. */
export const standsForPerson = ({ definition }: ResourceModel) => definition.naturalPerson === true

/** Whether the records of a field tell of whom it points to, rather than naming him. */
export function tellsOf({ kind, definition }: FieldModel): boolean {
  const { about, onDelete, onArchive, unique } = definition
  return about ?? (kind === 'ref' && (onDelete === 'cascade' || onArchive === 'cascade' || unique === true))
}

/** The fields of a resource by which its records may point to those of another. */
export function pointersTo(model: ResourceModel, target: ResourceModel): FieldModel[] {
  return [...model.fields.values()].filter(({ kind, definition, custom }) => {
    if (custom) return false
    if (kind === 'subject') return target.definition.capabilities?.includes(definition.capability ?? '') === true
    return (kind === 'ref' || kind === 'refs') && definition.target === target.name
  })
}

/** The ids of the records that point to some of a target by a field. */
export function pointing(
  tenantId: string,
  { qualified }: ResourceModel,
  { kind, link, columns }: FieldModel,
  target: ResourceModel,
  ids: readonly string[],
): BoundStatement<string> {
  const [first, second] = columns.map(({ name }) => quoted(name))
  const text = link
    ? `select distinct owner_id from ${link.qualified} where tenant_id = $1::uuid and target_id = any($2::uuid[])`
    : kind === 'subject'
      ? `select id from ${qualified} where tenant_id = $1::uuid and ${first} = '${target.name}' and ${second} = any($2::uuid[])`
      : `select id from ${qualified} where tenant_id = $1::uuid and ${first} = any($2::uuid[])`
  return bind(
    prepare(`${text} order by 1`, ([id]) => String(id)),
    tenantId,
    ids,
  )
}

/** Follows the declarations from one card: to the other cards of the person, and to what tells of him. */
export async function gather(ask: Ask, registry: Registry, tenantId: string, card: Card): Promise<Circle> {
  const found = new Map<ResourceModel, Set<string>>()
  const models = [...registry.models.values()]

  async function take(model: ResourceModel, ids: readonly string[]): Promise<void> {
    const known = found.get(model) ?? new Set<string>()
    const fresh = ids.filter((id) => !known.has(id))
    if (fresh.length === 0) return
    found.set(model, new Set([...known, ...fresh]))
    if (standsForPerson(model)) await takeSamePerson(model, fresh)
    for (const child of models)
      for (const field of pointersTo(child, model))
        if (tellsOf(field)) await take(child, await ask(pointing(tenantId, child, field, model, fresh)))
  }

  /** A card with a unique reference to another is the same person as that one. */
  async function takeSamePerson(model: ResourceModel, ids: readonly string[]): Promise<void> {
    for (const { kind, definition, columns } of model.fields.values()) {
      const target = definition.target ? registry.models.get(definition.target) : undefined
      if (kind !== 'ref' || !definition.unique || !target || !standsForPerson(target)) continue
      const column = quoted(columns[0]?.name ?? '')
      const text = `select ${column} from ${model.qualified} where tenant_id = $1::uuid and id = any($2::uuid[]) and ${column} is not null`
      const others = await ask(
        bind(
          prepare(text, ([id]) => String(id)),
          tenantId,
          ids,
        ),
      )
      await take(target, others)
    }
  }

  await take(registry.model(card.resource), [card.id])
  const about = new Map([...found].map(([model, ids]) => [model, [...ids].sort()]))
  const cards = [...about].flatMap(([model, ids]) =>
    standsForPerson(model) ? ids.map((id) => ({ resource: model.name, id })) : [],
  )
  return { cards, about }
}

/** Records that name a person without telling of him: by which field, which of them. */
export interface Naming {
  readonly model: ResourceModel
  readonly field: FieldModel
  readonly ids: readonly string[]
}

export async function namings(ask: Ask, registry: Registry, tenantId: string, circle: Circle): Promise<Naming[]> {
  const found: Naming[] = []
  for (const [target, ids] of circle.about)
    if (standsForPerson(target))
      for (const model of registry.models.values())
        for (const field of pointersTo(model, target).filter((one) => !tellsOf(one))) {
          const named = await ask(pointing(tenantId, model, field, target, ids))
          if (named.length > 0) found.push({ model, field, ids: named })
        }
  return found
}
