import { DomainError } from '@guildhall/sdk'
import { sqlState, type Violation, violationOf } from '../database/violation.ts'
import { quotaRefused } from '../tenancy/quotas/quotas.ts'
import { cycle, duplicate, inUse, invalid, notFound, outcomeForbidden, overlap } from './errors.ts'
import type { Registry, ResourceModel } from './model.ts'
import type { ConstraintDefinition } from './tables/definition.ts'
import { tablesOf } from './tables/tables.ts'

/** Who holds a unique value of a tenant's own field. */
const customKeys = 'custom_keys_pkey'

/** What the database refused, in the words of the resource: the field, the reason, a stable code. Other errors pass unchanged. */
export function refusalOf(error: unknown, registry: Registry, model: ResourceModel): unknown {
  const violation = violationOf(error)
  if (!violation) return error
  if (violation.constraint === customKeys) {
    const path = violation.detail ?? 'custom'
    return duplicate({ fields: [path] }, [{ path, code: 'records.duplicate' }])
  }
  const constraint = findConstraint(registry, model, violation)
  const fields = constraint?.fields ?? []
  switch (violation.code) {
    case sqlState.notAllowed:
      return refusedCheck(violation.detail ?? '')
    case sqlState.unique:
      return duplicate(
        { fields },
        fields.map((path) => ({ path, code: 'records.duplicate' })),
      )
    case sqlState.exclusion:
      return constraint?.error
        ? new DomainError(constraint.error, 409)
        : overlap(
            {},
            fields.map((path) => ({ path, code: 'records.overlap' })),
          )
    case sqlState.foreignKey:
      return invalid(
        {},
        fields.map((path) => ({ path, code: 'records.reference_missing' })),
      )
    case sqlState.check:
    case sqlState.notNull:
    case sqlState.outOfRange:
      return invalid(
        {},
        fields.map((path) => ({ path, code: 'validation.invalid' })),
      )
    default:
      return error
  }
}

/** The same where no one resource is meant, as in the routes of plugins: by the table that refused. Other errors pass unchanged. */
export function refusalIn(error: unknown, registry: Registry): unknown {
  const violation = violationOf(error)
  if (violation?.code === sqlState.notAllowed) return refusedCheck(violation.detail ?? '')
  const model = violation && [...registry.models.values()].find(({ table }) => table === violation.table)
  return model ? refusalOf(error, registry, model) : error
}

/** `reference:client`, `outcome:update`, `cycle:parent`, `linked`: what a check inside the transaction stood for. */
function refusedCheck(detail: string): DomainError {
  const [kind, name = '', most] = detail.split(':')
  if (kind === 'reference') return invalid({}, [{ path: name, code: 'records.reference_missing' }])
  if (kind === 'file_type' || kind === 'file_size') return invalid({}, [{ path: name, code: `records.${kind}` }])
  if (kind === 'cycle') return cycle({}, [{ path: name, code: 'records.cycle' }])
  if (kind === 'outcome') return outcomeForbidden({ action: name })
  if (kind === 'quota') return quotaRefused(name, Number(most))
  if (kind === 'linked') return inUse({ dependants: [] })
  return notFound()
}

const constraints = new WeakMap<ResourceModel, Map<string, ConstraintDefinition>>()

function findConstraint(
  registry: Registry,
  model: ResourceModel,
  { constraint = '' }: Violation,
): ConstraintDefinition | undefined {
  let known = constraints.get(model)
  if (!known) {
    const tables = tablesOf(model, registry)
    known = new Map(
      tables.flatMap((table) =>
        [...table.constraints, ...table.indexes.map(uniqueIndex(model))].map((one) => [one.name, one]),
      ),
    )
    constraints.set(model, known)
  }
  return known.get(constraint)
}

function uniqueIndex(model: ResourceModel) {
  return (index: { name: string; definition: string }): ConstraintDefinition => ({
    name: index.name,
    kind: 'unique',
    definition: index.definition,
    fields: [...model.fields.values()]
      .filter(({ columns }) => columns[0] && index.name === `${model.table}_${columns[0].name}_key`)
      .map(({ name }) => name),
  })
}
