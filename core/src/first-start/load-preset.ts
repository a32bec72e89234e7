import { addFields } from '../custom-fields/change.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Platform } from '../platform.ts'
import { openScope } from '../records/scope.ts'
import { transact } from '../records/transact.ts'
import { withLock } from './lock.ts'
import type { Preset } from './preset.ts'
import { bringPeople } from './preset-people.ts'
import { tellStory } from './preset-records.ts'
import { shapeRoles } from './preset-roles.ts'
import { presetReason } from './preset-scope.ts'
import { sayWords } from './preset-words.ts'

export interface LoadPresetOptions {
  /** With it the preset's people can sign in at once; without it they are invited by mail. */
  readonly password?: string
}

export interface LoadedPreset {
  readonly people: number
  /** How many were made. */
  readonly records: number
  /** False when the tenant had it already and nothing was done. */
  readonly isNew: boolean
}

const isLoaded = prepare('select 1 from guildhall.installation where name = $1')
const markLoaded = prepare(
  `insert into guildhall.installation (name, value) values ($1, jsonb_build_object('preset', $2::text, 'at', $3::text))`,
)
const saveSettings = prepare(
  `update guildhall.tenant_plugins set settings = settings || $3::jsonb, version = version + 1 where tenant_id = $1::uuid and plugin = $2`,
)

/**
 * Fills a tenant with a preset's settings, roles, people and records. The records are one transaction and roles and people
 * are found again, so whoever was killed in the middle calls it again; a tenant that has it is left alone.
 */
export async function loadPreset(
  platform: Pick<Platform, 'database' | 'engine' | 'tenancy' | 'identity' | 'installed' | 'vocabulary'>,
  tenantId: string,
  preset: Preset,
  options: LoadPresetOptions = {},
): Promise<LoadedPreset> {
  const { database, engine, tenancy } = platform
  const mark = `preset.${tenantId}`
  const source = tenancy.asSystem(tenantId, presetReason)
  return withLock(database, mark, async () => {
    const [known] = await database.run([bind(isLoaded, mark)])
    if (known.rows.length > 0) return { people: preset.people.length, records: 0, isNew: false }
    const roles = await transact(engine, source, (operation) =>
      shapeRoles(openScope(operation), preset, operation.context.tenant.language),
    )
    await transact(engine, source, (operation) => addFields(operation, preset.fields ?? []))
    await transact(engine, source, (operation) => sayWords(platform, operation, preset))
    const people = await bringPeople(platform, tenantId, preset, roles, options.password)
    const records = await transact(engine, source, async (operation) => {
      const { unit, context } = operation
      for (const [plugin, settings] of Object.entries(preset.settings))
        unit.queue(bind(saveSettings, tenantId, plugin, JSON.stringify(settings)))
      const count = await tellStory(operation, preset, people)
      unit.queue(bind(markLoaded, mark, preset.name, context.clock.now()))
      return count
    })
    return { people: people.size, records, isNew: true }
  })
}
