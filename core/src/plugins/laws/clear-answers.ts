import type { FieldModel, ResourceModel } from '../../records/model.ts'
import type { Answer, Finding, Law, Subject } from './law.ts'
import { isRequired, valueFor } from './sample-record.ts'

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
  const body = Object.fromEntries(required.map((field) => [field.name, valueFor(field)]))
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

/** A value no field of the kind takes. */
function wrongFor({ kind }: FieldModel): unknown {
  if (kind === 'boolean') return 'yes'
  if (kind === 'integer' || kind === 'decimal' || kind === 'duration') return 'many'
  if (kind === 'refs') return 'nobody'
  if (kind === 'json') return 7
  return 42
}
