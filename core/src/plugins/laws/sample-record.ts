import type { Field } from '@guildhall/sdk'
import type { FieldModel, ResourceModel } from '../../records/model.ts'
import type { Answer, Subject } from './law.ts'

/** Makes a record as a person would who fills in what is required and no more; what it points to is made before it. */
export async function makeRecord(subject: Subject, model: ResourceModel, number = 1): Promise<Answer> {
  const required = [...model.fields.values()].filter(
    ({ definition, kind }) => isRequired(definition) && !definition.computed && kind !== 'many' && kind !== 'files',
  )
  const body: Record<string, unknown> = {}
  for (const field of required) body[field.name] = await targetOf(subject, field, number)
  return subject.admin('POST', `/api/${model.name}`, body)
}

/** Where nobody was at work yet, one record of each kind of the plugins that are looked at. */
export async function inhabit(subject: Subject): Promise<void> {
  if (subject.isInhabited) return
  const names = new Set(subject.plugins.map(({ name }) => name))
  for (const model of subject.platform.engine.registry.models.values())
    if (names.has(model.plugin)) await makeRecord(subject, model, ++made)
}

let made = 1000

export function isRequired({ optional, default: fallback, numbering, kind }: Field): boolean {
  return !optional && fallback === undefined && !numbering && !['boolean', 'state', 'refs'].includes(kind)
}

async function targetOf(subject: Subject, field: FieldModel, number: number): Promise<unknown> {
  const { registry } = subject.platform.engine
  const { target, capability } = field.definition
  if (field.kind === 'ref' && target === 'people') return firstOf(await subject.admin('GET', '/api/people'))
  const [capable] = registry.capable.get(capability ?? '') ?? []
  const pointed = registry.models.get((field.kind === 'subject' ? capable : target) ?? '')
  if ((field.kind !== 'ref' && field.kind !== 'subject') || !pointed) return valueFor(field, number)
  const id = idOf(await makeRecord(subject, pointed, number))
  return field.kind === 'subject' ? `${pointed.name}/${id}` : id
}

const idOf = ({ data }: Answer) => (data as { id?: string } | undefined)?.id ?? nobody
const firstOf = ({ data }: Answer) => (data as { id: string }[] | undefined)?.[0]?.id ?? nobody
const nobody = '01900000-0000-7000-8000-000000000000'

/** A value that a field of the kind could take. */
export function valueFor({ kind, definition }: FieldModel, number = 1): unknown {
  const values: Readonly<Record<string, unknown>> = {
    integer: 1,
    decimal: 1,
    duration: 60,
    money: { amount: 100, currency: 'EUR' },
    date: '2026-03-10',
    instant: '2026-03-10T10:00:00Z',
    enumeration: definition.values?.[0],
    email: `somebody-${number}@example.org`,
    phone: '+40 264 555 100',
    url: 'https://example.org',
    color: '#336699',
    ref: nobody,
    subject: `projects/${nobody}`,
  }
  return values[kind] ?? `something ${number}`
}
