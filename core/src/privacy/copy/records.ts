import { bind, prepare } from '../../database/statement.ts'
import type { Context } from '../../records/context.ts'
import { nested } from '../../records/custom/wire.ts'
import type { Engine } from '../../records/engine.ts'
import type { FieldModel, ResourceModel } from '../../records/model.ts'
import { quoted, snakeCase } from '../../records/names.ts'
import { open } from '../../records/personal/fields.ts'
import { bytesOf, ownerOf } from '../../records/personal/keys.ts'
import { type Ask, type Circle, type Naming, standsForPerson } from '../about.ts'
import { selectWhole } from '../marks.ts'
import { shownName } from '../neutral.ts'
import type { Section } from './account.ts'

export interface Copying {
  readonly engine: Engine
  readonly context: Context
  readonly ask: Ask
  readonly circle: Circle
}

const portion = 200

/** Records that tell of him, whole. Of whoever else they point to there is a name and nothing more. */
export function recordSections(copying: Copying): Section[] {
  return [...copying.circle.about].map(([model, ids]) => ({
    name: `records-${model.name}`,
    async *rows() {
      for (let from = 0; from < ids.length; from += portion)
        yield* await wholeRecords(copying, model, ids.slice(from, from + portion))
    },
  }))
}

async function wholeRecords({ ask, context }: Copying, model: ResourceModel, ids: readonly string[]) {
  const { id: tenantId } = context.tenant
  const records = await ask(selectWhole(tenantId, model, ids))
  const references = [...model.fields.values()].filter(
    ({ kind, custom }) => (kind === 'ref' || kind === 'refs') && !custom,
  )
  const names = new Map<string, string>()
  for (const { name, definition } of references) {
    const target = context.plan.registry.models.get(definition.target ?? '')
    const pointed = [...new Set(records.flatMap((record) => [record[name] ?? []].flat() as string[]))]
    if (!target || pointed.length === 0) continue
    for (const [id, title] of await titlesOf(ask, context, target, pointed)) names.set(id, title)
  }
  const named = (value: unknown) =>
    value === null || value === undefined ? value : { id: value, name: names.get(String(value)) ?? null }
  return records.map((record) => {
    const told = references.map(({ name }) => [
      name,
      Array.isArray(record[name]) ? record[name].map(named) : named(record[name]),
    ])
    return nested(model, { ...record, ...Object.fromEntries(told) })
  })
}

/** What records are called. Of a record that tells of a person without standing for him nothing is said. */
async function titlesOf(ask: Ask, { tenant, translate }: Context, model: ResourceModel, ids: readonly string[]) {
  const title = model.title ? model.fields.get(model.title) : undefined
  if (!title || !isNameable(model, title)) return []
  const text = `select id, ${quoted(snakeCase(title.name))} from ${model.qualified} where tenant_id = $1::uuid and id = any($2::uuid[])`
  const rows = await ask(
    bind(
      prepare(text, ([id, name]) => [String(id), String(name ?? '')] as const),
      tenant.id,
      ids,
    ),
  )
  return rows.map(([id, name]) => [id, shownName(name, translate)] as const)
}

const isNameable = (model: ResourceModel, { kind, definition }: FieldModel) =>
  kind === 'text' && (standsForPerson(model) || !definition.personal)

/** Where he is only named: which record it is, by which field, and what it is called. */
export function namingSection({ ask, context }: Copying, namings: readonly Naming[]): Section {
  return {
    name: 'named-in',
    async *rows() {
      for (const { model, field, ids } of namings)
        for (let from = 0; from < ids.length; from += portion) {
          const part = ids.slice(from, from + portion)
          const titles = standsForPerson(model) ? [] : await titlesOf(ask, context, model, part)
          const called = new Map(titles)
          for (const id of part) yield { resource: model.name, id, field: field.name, title: called.get(id) ?? null }
        }
    },
  }
}

interface Entry {
  readonly id: string
  readonly at: string
  readonly resource: string
  readonly recordId: string
  readonly action: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly keyId: string | null
  readonly wrapped: string | null
}

const entries = (which: string) =>
  prepare(
    `select h.id, h.at, h.resource, h.record_id, h.action, h.before, h.after, h.key_id, k.wrapped
     from guildhall.history h left join guildhall.personal_keys k on k.tenant_id = h.tenant_id and k.id = h.key_id
     where h.tenant_id = $1::uuid and ($3::uuid is null or h.id > $3::uuid) and ${which} order by h.id limit ${portion}`,
    ([id, at, resource, recordId, action, before, after, keyId, wrapped]): Entry => ({
      id: String(id),
      at: String(at),
      resource: String(resource),
      recordId: String(recordId),
      action: String(action),
      before: before ? JSON.parse(before) : null,
      after: after ? JSON.parse(after) : null,
      keyId: keyId ?? null,
      wrapped: wrapped ?? null,
    }),
  )
const byHim = entries(
  `h.actor_id in (select a.id from guildhall.actors a where a.tenant_id = $1::uuid and (a.id = any($2::uuid[]) or a.person_id = any($2::uuid[])))`,
)
const aboutHim = entries('h.record_id = any($2::uuid[])')

/** What he himself did and wrote, and what became of the records about him. What is personal on others' records is left out: it is theirs. */
export function historySections(copying: Copying, people: readonly string[]): Section[] {
  const about = [...copying.circle.about.values()].flat()
  const mine = new Set(about)
  const section = (name: string, statement: ReturnType<typeof entries>, ids: readonly string[]): Section => ({
    name,
    async *rows() {
      let last: string | null = null
      for (;;) {
        const page: readonly Entry[] = await copying.ask(bind(statement, copying.context.tenant.id, ids, last))
        for (const entry of page) yield readable(copying, entry, mine)
        last = page.at(-1)?.id ?? null
        if (page.length < portion) return
      }
    },
  })
  return [
    ...(people.length > 0 ? [section('done-by-you', byHim, people)] : []),
    section('changes-about-you', aboutHim, about),
  ]
}

function readable({ engine, context }: Copying, entry: Entry, mine: ReadonlySet<string>) {
  const { at, resource, recordId, action, before, after, keyId, wrapped } = entry
  const model = context.plan.registry.models.get(resource)
  const key =
    model && keyId && wrapped && mine.has(recordId)
      ? engine.vault.openKey(ownerOf(context, model, recordId), keyId, bytesOf(wrapped))
      : null
  const withheld = new Set<string>()
  const read = (values: Entry['before']) => {
    if (!values) return null
    const opened = open(values, key)
    for (const name of opened.removed) withheld.add(name)
    return opened.values
  }
  return { at, resource, record: recordId, action, before: read(before), after: read(after), withheld: [...withheld] }
}
