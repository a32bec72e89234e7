import type { ActionDefinition, Fields } from '@guildhall/sdk'
import type { WireRecord } from '../codec.ts'
import { flatten, nested } from '../custom/wire.ts'
import type { Draft } from '../draft.ts'
import type { Operation } from '../engine.ts'
import { archived as archivedError, forbidden, wrongState } from '../errors.ts'
import { pastOf } from '../history.ts'
import { judgeInput } from '../input.ts'
import { modelIn, type ResourceModel } from '../model.ts'
import { stateFieldOf, statesOf } from '../reader.ts'
import { openScope } from '../scope.ts'
import { archiveRecord, restoreRecord } from './archive.ts'
import { runOn, type Written } from './hooks.ts'
import { holdRecord, refuseStale } from './load.ts'
import { writeChange } from './update.ts'

/** Takes a named step: right, state, input, guard, hooks, the change it makes, one statement. */
export async function actOn(
  operation: Operation,
  base: ResourceModel,
  id: string,
  action: string,
  input: unknown,
  options: { readonly version?: number | undefined } = {},
): Promise<Written> {
  const model = modelIn(operation.context.plan, base)
  if (action === 'archive' || action === 'restore') judgeInput(undefined, input)
  if (action === 'archive') return archiveRecord(operation, model, id, options.version)
  if (action === 'restore') return restoreRecord(operation, model, id, options.version)
  const definition = model.actions.get(action) as ActionDefinition<Fields, Fields>
  const { record, judgement } = await holdRecord(operation, model, id, [action])
  const since = operation.unit.writes
  refuseStale(record, options.version)
  if (!judgement.can(action)) throw forbidden({ action, resource: model.name })
  if (record.archivedAt) throw archivedError()
  const stateField = stateFieldOf(model, definition.field)
  refuseWrongState(definition, record, stateField, action)
  const judged = judgeInput(definition.input, input)
  const scope = openScope(operation)
  const shown = nested(model, record)
  const context = { record: shown, input: judged, scope }
  await definition.guard?.(context as never)
  await runOn(operation, 'before.action', model, { record: shown, input: judged, action }, action)
  const changes = flatten(((await definition.run?.(context as never)) ?? {}) as Draft)
  const patch = { ...changes, ...(definition.to && stateField ? { [stateField]: definition.to } : {}) }
  const written = await writeChange(operation, model, record, patch, {
    action,
    past: definition.past ?? pastOf(action),
    since,
    ...(definition.input ? { input: judged } : {}),
  })
  if (operation.engine.hooks.find('after.action', model.name, operation.context.plugins, action).length > 0) {
    await operation.unit.run()
    await runOn(
      operation,
      'after.action',
      model,
      { record: nested(model, await written.record), input: judged, action },
      action,
    )
  }
  return written
}

function refuseWrongState(
  { from }: ActionDefinition<Fields, Fields>,
  record: WireRecord,
  field: string | undefined,
  action: string,
): void {
  const state = String(record[field ?? ''])
  if (from !== undefined && !statesOf(from).includes(state)) throw wrongState({ action, state })
}
