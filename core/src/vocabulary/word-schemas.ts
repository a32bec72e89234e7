import { Type } from '@guildhall/sdk'

export const languageParams = Type.Object({ language: Type.String() })
export const wordParams = Type.Object({ language: Type.String(), namespace: Type.String(), key: Type.String() })
const forms = Type.Record(Type.String(), Type.String(), { maxProperties: 60 })
export const formsBody = Type.Object({ forms }, { additionalProperties: false })
const anyObject = Type.Object({}, { additionalProperties: true })
export const listQuery = Type.Object({ range: Type.Optional(Type.String()), filter: Type.Optional(Type.String()) })
export const exportQuery = Type.Object({
  which: Type.Optional(Type.Unsafe<'all' | 'changed'>({ type: 'string', enum: ['all', 'changed'] })),
})
export const fileSchema = Type.Object({ language: Type.String(), words: anyObject })
export const importBody = Type.Object(
  { language: Type.Optional(Type.String()), words: anyObject, dryRun: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
const nullableForms = Type.Unsafe({ anyOf: [forms, { type: 'null' }] })
export const importedSchema = Type.Object({
  dryRun: Type.Boolean(),
  changes: Type.Array(
    Type.Object({
      id: Type.String(),
      namespace: Type.String(),
      key: Type.String(),
      before: nullableForms,
      after: nullableForms,
    }),
  ),
  problems: Type.Array(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() })),
})
export const previewBody = Type.Object(
  {
    namespace: Type.String(),
    key: Type.String(),
    forms: Type.Optional(forms),
    values: Type.Optional(anyObject),
  },
  { additionalProperties: false },
)
export const previewSchema = Type.Object({
  text: Type.String(),
  values: anyObject,
  sentences: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
})
