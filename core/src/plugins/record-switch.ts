import type { Unit } from '../database/unit.ts'
import type { Context } from '../records/context.ts'
import { factOfAct, historyOfAct } from '../records/record-act.ts'
import { pluginConfigured, pluginDisabled, pluginEnabled } from './plugin-events.ts'

const told = { enable: pluginEnabled, disable: pluginDisabled, settings: pluginConfigured } as const

/** Who switched what, and when: kept with the past of all records, under the tenant's own id, and told as `core.plugin.enabled`. */
export function recordSwitch(
  unit: Unit,
  context: Context,
  plugin: string,
  action: keyof typeof told,
  before: object,
  after: object,
): void {
  const act = { kind: 'plugins', action, before: { plugin, ...before }, after: { plugin, ...after } }
  unit.queue(historyOfAct(context, act))
  unit.queue(factOfAct(context, { name: told[action].name, key: `plugins/${plugin}`, payload: { plugin } }))
}
