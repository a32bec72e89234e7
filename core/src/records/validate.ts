import { type FieldError, Type } from '@guildhall/sdk'
import type { TSchema } from '@sinclair/typebox'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { Draft } from './draft.ts'
import { invalid } from './errors.ts'
import type { ResourceModel } from './model.ts'
import { remember } from './remember.ts'
import { unstorableIn } from './unstorable.ts'

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true })
addFormats.default(ajv)
// Its bounds say all there is to judge; the name is for screens.
ajv.addFormat('weekday', { type: 'number', validate: () => true })
// Addresses outside ASCII exist (RFC 6531); ajv's own pattern does not know them.
ajv.addFormat('email', /^[^\s@<>(),:;"'[\]\\]{1,64}@[^\s@<>(),:;"'[\]\\]{1,255}$/u)

const validators = new WeakMap<ResourceModel, ValidateFunction>()

/** Judges the values of a draft, those given by hooks included. Missing ones are judged by {@link requireAll}. */
export function validateValues(model: ResourceModel, draft: Readonly<Draft>): void {
  const validate = remember(validators, model, () => ajv.compile(valuesSchema(model)))
  if (!validate(draft)) throw invalid({}, fieldErrors(validate.errors ?? []))
  refuseUnstorable(draft)
}

function refuseUnstorable(values: unknown): void {
  const problems = unstorableIn(values)
  if (problems.length > 0) throw invalid({}, problems)
}

/** Every field that must have a value has one. */
export function requireAll(model: ResourceModel, draft: Readonly<Draft>): void {
  const missing = missingIn(model, draft)
  if (missing.length > 0) throw invalid({}, missing)
}

export function missingIn(model: ResourceModel, draft: Readonly<Draft>): FieldError[] {
  return [...model.fields.values()]
    .filter(
      ({ name, definition, kind }) =>
        kind !== 'many' && !definition.optional && !definition.numbering && (draft[name] ?? null) === null,
    )
    .map(({ name }) => ({ path: name, code: 'validation.required' }))
}

/** An action's or a setting's input, judged by its fields. */
export function compileInput(schema: TSchema): (input: unknown) => void {
  let validate: ValidateFunction | undefined
  return (input) => {
    validate ??= ajv.compile(schema)
    if (!validate(input)) throw invalid({}, fieldErrors(validate.errors ?? []))
    refuseUnstorable(input)
  }
}

function valuesSchema(model: ResourceModel): TSchema {
  const properties: Record<string, TSchema> = {}
  for (const { name, kind, definition, custom } of model.fields.values()) {
    if (kind === 'many') continue
    properties[name] = nullable(definition.schema)
    if (kind === 'instant' && !custom)
      properties[`${name}Zone`] = nullable(Type.String({ minLength: 1, maxLength: 64 }))
  }
  return Type.Object(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])),
    { additionalProperties: false },
  )
}

function nullable(schema: TSchema): TSchema {
  return Type.Unsafe({ anyOf: [{ type: 'null' }, schema] })
}

/** Ajv's words in ours: a path with dots, a stable code, the limits as params. */
export function fieldErrors(errors: readonly ErrorObject[]): FieldError[] {
  const relevant = errors.filter(
    ({ keyword, schemaPath }) => keyword !== 'anyOf' && !schemaPath.endsWith('/anyOf/0/type') && keyword !== 'if',
  )
  const seen = new Map<string, FieldError>()
  for (const error of relevant) {
    const found = fieldError(error)
    const key = `${found.path} ${found.code}`
    if (!seen.has(key)) seen.set(key, found)
  }
  return [...seen.values()]
}

function fieldError({ instancePath, keyword, params }: ErrorObject): FieldError {
  const path = instancePath.slice(1).replaceAll('/', '.')
  const below = (name: unknown) => (path ? `${path}.${String(name)}` : String(name))
  switch (keyword) {
    case 'required':
      return { path: below(params.missingProperty), code: 'validation.required' }
    case 'additionalProperties':
      return { path: below(params.additionalProperty), code: 'validation.unknown_property' }
    case 'type':
      return { path, code: 'validation.wrong_type', params: { expected: params.type } }
    case 'format':
      return { path, code: 'validation.format', params: { format: params.format } }
    case 'enum':
      return { path, code: 'validation.not_allowed', params: { allowed: params.allowedValues } }
    case 'minLength':
    case 'maxLength':
    case 'minimum':
    case 'maximum':
    case 'minItems':
    case 'maxItems':
      return {
        path,
        code: `validation.${keyword.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)}`,
        params: { limit: params.limit },
      }
    case 'pattern':
      return { path, code: 'validation.pattern' }
    case 'uniqueItems':
      return { path, code: 'validation.repeated' }
    default:
      return { path, code: 'validation.invalid', params: { rule: keyword } }
  }
}
