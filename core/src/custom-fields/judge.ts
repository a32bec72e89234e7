import type { FieldError } from '@guildhall/sdk'
import type { Context } from '../records/context.ts'
import { type CustomDefinition, slotOf } from '../records/custom/definition.ts'
import { fieldOf } from '../records/custom/extend.ts'
import { invalid } from '../records/errors.ts'
import { compileInput } from '../records/validate.ts'

/** Names that mean something in every object of a program. */
const reserved = new Set(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'])

/** What the schema of a definition cannot say. @throws 422 with each place that is wrong */
export function judgeDefinition(context: Context, key: string, definition: CustomDefinition): void {
  const { kind, choices = [], target, minimum, maximum, multiline, scale, unique, searchable } = definition
  const problems: FieldError[] = []
  const wrong = (path: string, code = 'validation.invalid') => problems.push({ path, code })
  const fits = (path: string, isGiven: unknown, kinds: readonly string[]) => {
    if (isGiven !== undefined && isGiven !== false && !kinds.includes(kind)) wrong(path, 'fields.not_for_kind')
  }
  if (reserved.has(key)) wrong('key', 'fields.key_reserved')
  if (!(context.tenant.language in definition.labels)) wrong(`labels.${context.tenant.language}`, 'validation.required')
  fits('choices', definition.choices, ['enumeration', 'choices'])
  fits('target', target, ['ref'])
  fits('multiline', multiline, ['text'])
  fits('maxLength', definition.maxLength, ['text'])
  fits('scale', scale, ['decimal'])
  fits('searchable', searchable, ['text', 'email', 'phone', 'url'])
  fits('minimum', minimum, ['integer', 'decimal', 'money'])
  fits('maximum', maximum, ['integer', 'decimal', 'money'])
  fits('unique', unique, ['text', 'email', 'phone', 'url', 'integer', 'date', 'ref'])
  if (kind === 'enumeration' || kind === 'choices') {
    if (choices.every(({ archived }) => archived)) wrong('choices', 'validation.required')
    choices.forEach(({ value, labels }, index) => {
      if (choices.findIndex((other) => other.value === value) < index)
        wrong(`choices.${index}.value`, 'validation.repeated')
      if (!(context.tenant.language in labels))
        wrong(`choices.${index}.labels.${context.tenant.language}`, 'validation.required')
    })
  }
  if (kind === 'ref' && !isTarget(context, target))
    wrong('target', target ? 'fields.target_unknown' : 'validation.required')
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) wrong('maximum', 'fields.range_empty')
  if (kind !== 'decimal')
    for (const limit of ['minimum', 'maximum'] as const)
      if (definition[limit] !== undefined && !Number.isSafeInteger(definition[limit]))
        wrong(limit, 'validation.wrong_type')
  if (unique && multiline) wrong('unique', 'fields.not_for_kind')
  if (definition.filterable && slotOf(definition) === null) wrong('filterable', 'fields.not_filterable')
  if (problems.length > 0) throw invalid({}, problems)
  judgeDefault(definition)
}

function judgeDefault(definition: CustomDefinition): void {
  const { default: value, kind, choices = [] } = definition
  if (value === undefined) return
  if (kind === 'date' && value === '$today') return
  const { schema } = fieldOf(definition)
  compileInput({ type: 'object', properties: { default: schema } } as unknown as typeof schema)({ default: value })
  const archived = choices.filter((choice) => choice.archived).map((choice) => choice.value)
  if ([value].flat().some((one) => archived.includes(String(one))))
    throw invalid({}, [{ path: 'default', code: 'validation.invalid' }])
}

function isTarget({ plan, plugins }: Context, target = ''): boolean {
  const model = plan.registry.models.get(target)
  return model !== undefined && plugins.has(model.plugin)
}
