import type { Field } from '@guildhall/sdk'
import type { FieldModel, ResourceModel } from '../../core/src/records/model.ts'
import type { Answer } from '../../core/testing/index.ts'
import type { Finding, Law, Subject } from './law.ts'

const languages = ['en', 'ro', 'ru']

export const clearAnswers: Law = {
  number: 10,
  says: 'bad input gets a clear answer: the field, the reason, a stable code, in the reader’s language',
  async check(subject) {
    const findings: Finding[] = []
    for (const model of subject.platform.engine.registry.models.values()) {
      if (!subject.plugins.some(({ name }) => name === model.plugin)) continue
      const bare = await subject.admin('POST', `/api/${model.name}`, {})
      // What nobody may make has no input to judge.
      if (bare.statusCode === 403) continue
      findings.push(...(await judgeWhole(subject, model)))
      for (const field of model.fields.values()) {
        if (field.kind === 'many' || field.kind === 'files' || field.definition.computed) continue
        const cases = [{ body: { [field.name]: wrongFor(field) }, what: `a wrong ${field.name}` }]
        if (isRequired(field.definition)) cases.push({ body: {}, what: `no ${field.name}` })
        for (const { body, what } of cases) findings.push(...(await judge(subject, model, field.name, body, what)))
      }
      findings.push(...(await judge(subject, model, 'nonsense', { nonsense: 1 }, 'an unknown field')))
    }
    return findings
  },
}

/** What a person could well send is answered, whatever the answer. */
async function judgeWhole({ admin }: Subject, model: ResourceModel): Promise<Finding[]> {
  const required = [...model.fields.values()].filter(
    ({ definition, kind }) => isRequired(definition) && !definition.computed && kind !== 'many' && kind !== 'files',
  )
  const body = Object.fromEntries(required.map((field) => [field.name, rightFor(field)]))
  const { statusCode } = await admin('POST', `/api/${model.name}`, body)
  if (statusCode < 500) return []
  return [
    {
      plugin: model.plugin,
      place: `POST /api/${model.name}, only what is required`,
      problem: `it answers ${statusCode}.`,
      remedy: 'Let hooks bear what is left out: an optional field may be null.',
    },
  ]
}

async function judge(
  { admin, plugins }: Subject,
  model: ResourceModel,
  field: string,
  body: object,
  what: string,
): Promise<Finding[]> {
  const messages = new Set<string>()
  for (const language of languages) {
    const answer = await admin('POST', `/api/${model.name}`, body, { 'accept-language': language })
    const found = fieldsOf(answer).find(({ path }) => path === field || path.startsWith(`${field}.`))
    const isClear =
      answer.statusCode === 422 &&
      found &&
      /^[a-z_-]+\.[a-z_]+$/.test(found.code) &&
      found.message &&
      !found.message.includes(found.code)
    if (!isClear)
      return [
        {
          plugin: plugins.find(({ name }) => name === model.plugin)?.name ?? 'core',
          place: `POST /api/${model.name}, ${what}`,
          problem: `it answers ${answer.statusCode} ${answer.body.slice(0, 200)}, which does not name the field.`,
          remedy: 'Refuse with a code and the field: throw refused({}, [{ path, code }]).',
        },
      ]
    messages.add(found.message)
  }
  return []
}

function fieldsOf({ data }: Answer): { path: string; code: string; message: string }[] {
  return (data as { fields?: { path: string; code: string; message: string }[] })?.fields ?? []
}

function isRequired({ optional, default: fallback, numbering, kind }: Field): boolean {
  return !optional && fallback === undefined && !numbering && !['boolean', 'state', 'refs'].includes(kind)
}

/** A value no field of the kind takes. */
function wrongFor({ kind }: FieldModel): unknown {
  if (kind === 'boolean') return 'yes'
  if (kind === 'integer' || kind === 'decimal' || kind === 'duration') return 'many'
  if (kind === 'refs') return 'nobody'
  if (kind === 'json') return 7
  return 42
}

/** A value that a field of the kind could take. */
function rightFor({ kind, definition }: FieldModel): unknown {
  const values: Readonly<Record<string, unknown>> = {
    integer: 1,
    decimal: 1,
    duration: 60,
    money: { amount: 100, currency: 'EUR' },
    date: '2026-03-10',
    instant: '2026-03-10T10:00:00Z',
    enumeration: definition.values?.[0],
    email: 'somebody@example.org',
    phone: '+40 264 555 100',
    url: 'https://example.org',
    color: '#336699',
    ref: '01900000-0000-7000-8000-000000000000',
    subject: 'projects/01900000-0000-7000-8000-000000000000',
  }
  return values[kind] ?? 'something'
}
