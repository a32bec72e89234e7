import type { Registry } from '../records/model.ts'
import type { AnyRule, RoleName } from './ability.ts'
import type { RuleSet } from './rules.ts'

/** A rule as CASL takes it, its condition as it was written. */
export interface RawRule {
  readonly action: string
  readonly subject: string
  readonly conditions?: object
  readonly fields?: readonly string[]
  readonly inverted?: true
}

export interface RawRole {
  readonly role: RoleName
  readonly rules: readonly RawRule[]
}

export function rawRules(registry: Registry, ruleSets: readonly RuleSet[]): RawRole[] {
  const known = ruleSets.filter(({ resource }) => registry.models.has(resource))
  return [...Map.groupBy(known, ({ role }) => role.id).values()].flatMap((sets) =>
    sets[0]
      ? [
          {
            role: sets[0].role,
            rules: sets.flatMap(({ resource, rules }) => rules.map((rule) => rawRule(resource, rule))),
          },
        ]
      : [],
  )
}

function rawRule(resource: string, { action, where, fields, inverted }: AnyRule): RawRule {
  return {
    action,
    subject: resource,
    ...(where && { conditions: where }),
    ...(fields && { fields }),
    ...(inverted && { inverted }),
  }
}
