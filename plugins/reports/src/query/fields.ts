import type { Dataset } from '@guildhall/contract-reports'
import type { FieldKind, ReadableField, ReadableResource, Scope } from '@guildhall/sdk'

/** A field of a dataset as the reader has it. */
export interface ReportField {
  readonly path: string
  readonly label: string
  readonly kind: FieldKind
  /** References that lead to where it is kept; empty for the resource's own. */
  readonly through: readonly Step[]
  readonly columns: readonly string[]
  readonly values?: ReadableField['values']
  readonly scale?: number
  /** ref, refs: where it points to, and the column there that names a record; null where he may not read it. */
  readonly target?: Target
  /** A subject, told as a reference: what else it may point to. */
  readonly others?: readonly Target[]
}

interface Target {
  readonly resource: string
  readonly titleColumn: string | null
}

/** One reference on the way: the resource it stands on, its column, and the resource it leads to. */
export interface Step {
  readonly field: string
  readonly column: string
  readonly resource: string
}

export interface Catalogue {
  readonly dataset: Dataset & { readonly id: string }
  readonly label: string
  readonly fields: ReadonlyMap<string, ReportField>
}

const reportable: readonly FieldKind[] = [
  ...(['text', 'email', 'phone', 'url', 'integer', 'decimal', 'money', 'boolean', 'date', 'instant'] as const),
  ...(['duration', 'enumeration', 'state', 'ref', 'refs', 'subject'] as const),
]

/** What a reader may report on in a dataset; null where the records are closed to him. */
export function catalogueOf(scope: Scope, dataset: Catalogue['dataset']): Catalogue | null {
  const resource = scope.describe(dataset.resource)
  if (!resource) return null
  const own = resource.fields.map((field) => reportField(scope, field, field.name, [], []))
  const followed = (dataset.follow ?? []).map((path) => follow(scope, resource, path))
  const fields = [...own, ...followed].filter((field) => field !== null)
  return {
    dataset,
    label: dataset.title ? scope.t(dataset.title) : resource.label,
    fields: new Map(fields.map((field) => [field.path, field])),
  }
}

function follow(scope: Scope, from: ReadableResource, path: string): ReportField | null {
  const names = path.split('.')
  const last = names.pop()
  const steps: Step[] = []
  const labels: string[] = []
  let at: ReadableResource | null = from
  for (const name of names) {
    const field: ReadableField | undefined = at?.fields.find((one) => one.name === name && one.kind === 'ref')
    const [column] = field?.columns ?? []
    if (!field?.target || !column) return null
    steps.push({ field: name, column, resource: field.target })
    labels.push(field.label)
    at = scope.describe(field.target)
  }
  const field = at?.fields.find(({ name }) => name === last)
  return field ? reportField(scope, field, path, steps, labels) : null
}

function reportField(
  scope: Scope,
  field: ReadableField,
  path: string,
  through: readonly Step[],
  labels: readonly string[],
): ReportField | null {
  if (!reportable.includes(field.kind) || (field.kind !== 'refs' && field.columns.length === 0)) return null
  // What is several of another record is several twice over: nobody would know what he counts.
  if (field.kind === 'refs' && through.length > 0) return null
  const [target, ...others] = [field.target ?? [], field.targets ?? []].flat().flatMap((name) => targetOf(scope, name))
  return {
    path,
    label: [...labels, field.label].join(' › '),
    kind: field.kind === 'subject' ? 'ref' : field.kind,
    through,
    columns: field.kind === 'subject' ? field.columns.slice(1, 2) : field.columns,
    ...(field.values && { values: field.values }),
    ...(field.scale !== undefined && { scale: field.scale }),
    ...(target && { target }),
    ...(others.length > 0 && { others }),
  }
}

function targetOf(scope: Scope, name: string): Target[] {
  const found = scope.describe(name)
  const title = found?.fields.find((field) => field.name === found.title)
  return found ? [{ resource: found.name, titleColumn: title?.columns[0] ?? null }] : []
}
