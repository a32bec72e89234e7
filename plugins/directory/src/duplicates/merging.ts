import type { DraftOf, ErrorDefinition, Fields, RecordOf, ResourceToken, Scope } from '@guildhall/sdk'
import { combined, type Party } from './combined.ts'

/** The input and place of an action that merges. */
export interface Merging<F extends Fields> {
  readonly record: RecordOf<F>
  readonly input: { readonly duplicate: string }
  readonly scope: Scope
}

interface MergeOptions<F extends Fields> {
  /** For whoever is to be merged with himself. */
  readonly same: ErrorDefinition
  /** What the duplicate gives up first, under no limits, or why the two cannot be one. */
  prepare?(duplicate: RecordOf<F>, merging: Merging<F>): ((system: Scope) => Promise<unknown>) | undefined
  /** What the winner says besides, of this resource alone. */
  more?(winner: RecordOf<F>, duplicate: RecordOf<F>): Partial<DraftOf<F>>
}

/** An action that takes over what the duplicate knows and all that points to it; the duplicate is archived. */
export function merging<Name extends string, F extends Fields>(
  resource: ResourceToken<Name, F>,
  { same, prepare, more }: MergeOptions<F>,
): (given: Merging<F>) => Promise<Partial<DraftOf<F>>> {
  return async (given) => {
    const { record, input, scope } = given
    const winner = record as RecordOf<F> & Party
    if (input.duplicate === winner.id) throw same({}, [{ path: 'duplicate', code: same.code }])
    const duplicate = (await scope.records(resource).get(input.duplicate)) as RecordOf<F> & Party
    const giveUp = prepare?.(duplicate, given)
    await scope.asSystem(`${resource.name}.merge`, async (system) => {
      await giveUp?.(system)
      await system.records(resource).merge(winner.id, duplicate.id)
    })
    return { ...combined(winner, duplicate), ...more?.(record, duplicate) } as Partial<DraftOf<F>>
  }
}
