import type { Context } from '../context.ts'
import {
  type Change,
  factOf,
  historyColumns,
  historyTypes,
  historyValues,
  outboxColumns,
  outboxTypes,
  outboxValues,
} from '../history.ts'
import type { ResourceModel } from '../model.ts'

/**
 * What every write leaves beside the record, as parts of its WITH: an entry in the history, unless the resource is itself a log, and
 * a fact for the outbox. Their parameters come last, with the values of {@link traceValues}.
 *
 * @param after makes more of the entry's `after`, from what the statement called `r` returns
 */
export function traceParts(
  model: ResourceModel,
  parameter: (type: string) => string,
  after?: (value: string) => string,
): string[] {
  const history = keepsHistory(model) ? historyTypes.map(parameter) : null
  const outbox = outboxTypes.map(parameter)
  const entry = after
    ? `select ${history?.map((value, index) => (index === afterAt ? after(value) : value)).join(', ')} from r`
    : `values (${history?.join(', ')})`
  return [
    ...(history ? [`h as (insert into guildhall.history (${historyColumns}) ${entry})`] : []),
    `o as (insert into guildhall.outbox (${outboxColumns}) values (${outbox.join(', ')}))`,
  ]
}

export function traceValues(context: Context, change: Change & { readonly past: string }): unknown[] {
  return [
    ...(keepsHistory(change.model) ? historyValues(context, change) : []),
    ...outboxValues(context, factOf(change, change.past)),
  ]
}

const keepsHistory = (model: ResourceModel) => model.definition.history !== false
const afterAt = historyColumns.split(', ').indexOf('after')
