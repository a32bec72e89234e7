import type { ObjectKind, SchemaObject, Snapshot } from './snapshot.ts'

/** One way in which a database is not what it should be. */
export interface SchemaDifference {
  readonly kind: ObjectKind
  /** `public.tasks` */
  readonly table: string
  readonly name: string
  /** As it should be; absent where it should not be at all. */
  readonly wanted?: SchemaObject
  /** As it is; absent where it is missing. */
  readonly actual?: SchemaObject
}

/** What must change for `actual` to be as `wanted`: nothing, if they are equal. What was added by hand may stay. */
export function compareSchema(actual: Snapshot, wanted: Snapshot): SchemaDifference[] {
  const [present, desired] = [byKey(actual), byKey(wanted)]
  const missing = wanted.filter((object) => !present.has(keyOf(object)) && isTold(object, desired, present))
  const others = actual.filter((object) => {
    const counterpart = desired.get(keyOf(object))
    return counterpart
      ? counterpart.definition !== object.definition
      : !object.byHand && (object.kind === 'function' || isTold(object, present, desired))
  })
  return [
    ...missing.map((object) => difference(undefined, object)),
    ...others.map((object) => difference(object, desired.get(keyOf(object)))),
  ]
}

/** One line: `+` is missing, `-` is too much, `~` is different. */
export function describeDifference({ kind, table, name, wanted, actual }: SchemaDifference): string {
  const subject = kind === 'table' ? `table ${table}` : `${kind} ${table}.${name}`
  const flat = (object: SchemaObject | undefined) =>
    object?.definition && kind !== 'function' ? `: ${object.definition}` : ''
  if (!actual) return `+ ${subject}${flat(wanted)}`
  if (!wanted) return `- ${subject}${flat(actual)}`
  return `~ ${subject}${flat(actual)}${flat(wanted).replace(': ', ' → ')}`
}

/** The parts of a table that is missing or too much as a whole need no line of their own; its function does not go with it. */
function isTold({ kind, table }: SchemaObject, own: Keyed, others: Keyed): boolean {
  const whole = keyOf({ kind: 'table', table, name: table.slice(table.indexOf('.') + 1) })
  return kind === 'table' || others.has(whole) || !own.has(whole)
}

type Keyed = ReadonlyMap<string, SchemaObject>

function difference(actual: SchemaObject | undefined, wanted: SchemaObject | undefined): SchemaDifference {
  const { kind, table, name } = (actual ?? wanted) as SchemaObject
  return { kind, table, name, ...(wanted && { wanted }), ...(actual && { actual }) }
}

const keyOf = ({ kind, table, name }: Pick<SchemaObject, 'kind' | 'table' | 'name'>) => `${kind} ${table} ${name}`
const byKey = (snapshot: Snapshot) => new Map(snapshot.map((object) => [keyOf(object), object]))
