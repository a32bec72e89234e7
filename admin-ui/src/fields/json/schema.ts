/** What of JSON Schema the forms understand. */
export interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly default?: unknown
}

export type Shape = 'string' | 'number' | 'integer' | 'boolean' | 'choice' | 'object' | 'list'

/** How a part is entered; undefined where no form can be made of it, and it is entered as text. */
export function shapeOf(schema: Schema): Shape | undefined {
  if (schema.enum?.every((value) => typeof value === 'string')) return 'choice'
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
      return schema.type
    case 'object':
      return schema.properties &&
        Object.values(schema.properties).every((part) => isPlain(part) || shapeOf(part) === 'list')
        ? 'object'
        : undefined
    case 'array':
      return schema.items && (isPlain(schema.items) || isRow(schema.items)) ? 'list' : undefined
    default:
      return undefined
  }
}

export const isPlain = (schema: Schema): boolean =>
  ['string', 'number', 'integer', 'boolean', 'choice'].includes(shapeOf(schema) ?? '')

/** An object of plain values: a row of a list. */
export const isRow = (schema: Schema): boolean =>
  schema.type === 'object' && schema.properties !== undefined && Object.values(schema.properties).every(isPlain)
