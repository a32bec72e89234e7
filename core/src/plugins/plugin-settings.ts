import { type Fields, Type } from '@guildhall/sdk'
import { placeOfSetting } from '../config/secrets.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Operation } from '../records/engine.ts'
import { stale } from '../records/errors.ts'
import { inputSchema } from '../records/input.ts'
import { remember } from '../records/remember.ts'
import { compileInput } from '../records/validate.ts'
import { settingsOf } from '../tenancy/plugins-on.ts'
import type { Installed } from './host.ts'
import { recordSwitch } from './record-switch.ts'
import { find, holdSwitches, overtakeRights, readSwitches, type Switch } from './switching.ts'

export interface PluginSettings {
  readonly plugin: string
  readonly version: number
  /** What holds: what was chosen, else the defaults. Secrets are not among them. */
  readonly values: Readonly<Record<string, unknown>>
  /** Secrets that have a value. */
  readonly secrets: readonly string[]
}

export function shownSettings(installed: Installed, name: string, row: Switch | undefined): PluginSettings {
  const plugin = find(installed, name)
  const isSecret = (field: string) => plugin.settings?.[field]?.secret === true
  const all = Object.entries(settingsOf(plugin, row?.settings ?? {}))
  return {
    plugin: name,
    version: row?.version ?? 0,
    values: Object.fromEntries(all.filter(([field]) => !isSecret(field))),
    secrets: all.filter(([field, value]) => isSecret(field) && value !== null && value !== '').map(([field]) => field),
  }
}

const put = prepare(
  `insert into guildhall.tenant_plugins as p (tenant_id, plugin, enabled, settings, changed_at) values ($1::uuid, $2, false, $3::jsonb, $4::timestamptz)
   on conflict (tenant_id, plugin) do update set settings = excluded.settings, version = p.version + 1
   returning plugin, enabled, settings, version`,
  ([plugin, enabled, settings, version]): Switch => ({
    plugin: String(plugin),
    enabled: enabled === 't',
    settings: JSON.parse(settings ?? '{}') as Record<string, unknown>,
    version: Number(version),
  }),
)

/** Changes some settings; null takes one back to its default. They hold from the next request on, on every node. @throws 409 when somebody else was quicker, 422 */
export async function changeSettings(
  installed: Installed,
  { context, engine, unit }: Operation,
  name: string,
  changes: Readonly<Record<string, unknown>>,
  version: number | undefined,
): Promise<PluginSettings> {
  const { settings = {} } = find(installed, name)
  const tenantId = context.tenant.id
  const [, { rows }] = await unit.run(holdSwitches(tenantId), readSwitches(tenantId))
  const row = rows.find(({ plugin }) => plugin === name)
  if (version !== undefined && version !== (row?.version ?? 0))
    throw stale({ version: row?.version ?? 0, given: version })
  judgeOf(settings)(changes)
  const kept = (field: string, value: unknown) =>
    settings[field]?.secret && typeof value === 'string'
      ? engine.secrets.seal(value, placeOfSetting(tenantId, name, field))
      : value
  const sealed = Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, kept(field, value)]))
  const chosen = Object.fromEntries(
    Object.entries({ ...row?.settings, ...sealed }).filter(([field, value]) => value !== null && field in settings),
  )
  const shown = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.keys(changes).map((field) => [field, settings[field]?.secret ? '(hidden)' : (values[field] ?? null)]),
    )
  recordSwitch(unit, context, name, 'settings', shown(row?.settings ?? {}), shown(chosen))
  const saved = unit.queue(bind(put, tenantId, name, JSON.stringify(chosen), context.clock.now()))
  unit.queue(overtakeRights(tenantId))
  await unit.run()
  return shownSettings(installed, name, (await saved).rows[0])
}

const judges = new WeakMap<Fields, (input: unknown) => void>()

/** Each setting alone: any may be left out, and taken back with null. */
function judgeOf(settings: Fields): (input: unknown) => void {
  return remember(judges, settings, () => {
    const { properties } = inputSchema(settings) as unknown as {
      properties: Record<string, ReturnType<typeof Type.String>>
    }
    const each = Object.entries(properties).map(
      ([name, schema]) => [name, Type.Optional(Type.Unsafe({ anyOf: [{ type: 'null' }, schema] }))] as const,
    )
    return compileInput(Type.Object(Object.fromEntries(each), { additionalProperties: false }))
  })
}
