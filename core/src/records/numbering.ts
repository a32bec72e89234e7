import type { Context } from './context.ts'
import type { FieldModel } from './model.ts'

/** `P-{year}-{0000}` → the counter's name, the text before and after the number, and its least width. */
export function numberingOf(
  field: FieldModel,
  context: Context,
): [series: string, before: string, width: number, after: string] {
  const format = field.definition.numbering ?? '{0}'
  const year = context.clock.today(context.tenant.zone).slice(0, 4)
  const dated = format.replace('{year}', year)
  const [, before = '', zeros = '0', after = ''] = /^(.*)\{(0+)\}(.*)$/.exec(dated) ?? []
  return [`${field.columns[0]?.name ?? ''}:${dated}`, before, zeros.length, after]
}
