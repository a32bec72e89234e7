import { bind, prepare } from '../database/statement.ts'
import { codecOf } from '../records/codec.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'
import { personalOf } from '../records/personal/fields.ts'
import type { Ask, Circle } from './about.ts'
import { standsForPerson } from './about.ts'
import { erasedMark, isErasedAddress } from './neutral.ts'

const shortest = 5
const longest = 200
const most = 200

/** By what somebody can be recognised in a text: his names, addresses and numbers, as his cards have them. */
export async function marksOf(ask: Ask, tenantId: string, circle: Circle): Promise<string[]> {
  const marks = new Set<string>()
  for (const [model, ids] of circle.about) {
    if (!standsForPerson(model)) continue
    const fields = [...personalOf(model)].map((name) => model.fields.get(name)).filter((field) => isMark(model, field))
    for (const record of await ask(selectWhole(tenantId, model, ids)))
      for (const value of fields.flatMap((field) => [record[field?.name ?? '']].flat()))
        if (typeof value === 'string' && isTelling(value)) marks.add(value)
  }
  return [...marks].slice(0, most)
}

function isMark(model: ResourceModel, field: FieldModel | undefined): boolean {
  if (!field) return false
  const { name, kind, definition } = field
  return kind === 'email' || kind === 'phone' || kind === 'json' || name === model.title || definition.unique === true
}

const isTelling = (value: string) =>
  value.length >= shortest && value.length <= longest && !value.startsWith(erasedMark) && !isErasedAddress(value)

/** Records as they are, whoever may see them, archived ones too. */
export function selectWhole(tenantId: string, model: ResourceModel, ids: readonly string[]) {
  const codec = codecOf(model)
  const columns = codec.columns.map(({ sql }) => sql).join(', ')
  const text = `select ${columns} from ${model.qualified} t where t.tenant_id = $1::uuid and t.id = any($2::uuid[]) order by t.id`
  return bind(prepare(text, codec.decode), tenantId, ids)
}

/** A regular expression that finds any of them in a text, in JSON too; null where there is nothing to find. */
export function patternOf(marks: readonly string[]): string | null {
  const forms = new Set(marks.flatMap((mark) => [mark, JSON.stringify(mark).slice(1, -1)]))
  const escaped = [...forms].map((form) => form.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
  return escaped.length === 0 ? null : `(?:${escaped.join('|')})`
}
