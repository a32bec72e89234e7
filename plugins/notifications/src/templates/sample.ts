import type { Kind, PlaceholderType, Values } from '@guildhall/contract-notifications'
import type { Scope } from '@guildhall/sdk'

/** Values to look at a template with; a text says which placeholder it stands for. */
export function sampleOf(scope: Scope, { placeholders }: Kind): Values {
  const now = scope.clock.now()
  const sample = (name: string, type: PlaceholderType): unknown => {
    if (type === 'instant') return now
    if (type === 'date') return now.slice(0, 10)
    if (type === 'number') return 3
    if (type === 'money') return { amount: 125_000, currency: scope.tenant.currency }
    return `‹${name}›`
  }
  return Object.fromEntries(Object.entries(placeholders).map(([name, type]) => [name, sample(name, type)]))
}
