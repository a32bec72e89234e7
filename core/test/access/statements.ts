import { join } from '../../src/database/assemble.ts'
import type { Fragment } from '../../src/database/fragment.ts'

export { bindValues, numberBinds, tenantBind } from '../../src/database/assemble.ts'
export type { Fragment } from '../../src/database/fragment.ts'

/** A statement written as text with fragments in it. */
export function statement(
  texts: TemplateStringsArray,
  ...parts: readonly (string | Fragment | readonly Fragment[])[]
): Fragment {
  return join(...texts.flatMap((text, index) => [text, ...[parts[index] ?? ''].flat()]))
}
