import { bind } from '../../database/statement.ts'
import { withLock } from '../../first-start/lock.ts'
import { listPresets, type Preset, readPreset, withoutStory } from '../../first-start/preset.ts'
import type { Installed } from '../../plugins/host.ts'
import type { Engine } from '../../records/engine.ts'
import { slugTaken } from '../../tenancy/errors.ts'
import type { Tenancy } from '../../tenancy/tenancy.ts'
import { businessSettings } from './settings.ts'
import * as sql from './statements.ts'

export interface MakeOptions {
  readonly engine: Engine
  readonly tenancy: Tenancy
  readonly installed: Installed
  /** The folder of presets. */
  readonly presets: URL
  readonly loadPreset: (tenantId: string, preset: Preset) => Promise<unknown>
}

/**
 * Makes the business of a verified registration: the tenant with its administrator in one transaction, then what its preset says. Each
 * step is found again, so whoever was killed in the middle calls it again, and two who call it at once do it once.
 */
export async function makeBusiness(options: MakeOptions, id: string): Promise<void> {
  const { engine, presets } = options
  const { database, clock } = engine
  await withLock(database, `business registration ${id}`, async () => {
    const [{ rows }] = await database.run([bind(sql.byId, id)])
    const [wanted] = rows
    if (wanted?.status !== 'verified') return
    const isThere = wanted.preset !== null && listPresets(presets).includes(wanted.preset)
    const preset = isThere && wanted.preset ? withoutStory(readPreset(presets, wanted.preset)) : null
    const tenantId = wanted.madeId ?? (await createUnder(options, wanted, preset))
    if (preset) await options.loadPreset(tenantId, preset)
    await database.run([bind(sql.finish, id, clock.now())])
  })
}

const mostNames = 50

/** Under the short name that was proposed, else the first free one after it. */
async function createUnder(
  { engine, tenancy, installed }: MakeOptions,
  wanted: sql.BusinessRegistration,
  preset: Preset | null,
): Promise<string> {
  const { quotas } = await businessSettings(engine.database)
  const { id, email, name, hash, business, zone, language, currency, weekStart } = wanted
  const plugins = preset?.plugins ?? installed.plugins.map((plugin) => plugin.name).filter((each) => each !== 'core')
  for (let nth = 1; ; nth++)
    try {
      const tenant = await tenancy.tenants.create({
        ...{ name: business, zone, language, currency, weekStart, quotas, registration: id },
        slug: nth === 1 ? wanted.slug : `${wanted.slug.slice(0, 58)}-${nth}`,
        plugins: plugins.filter((plugin) => installed.plugin(plugin)),
        ...(preset && { settings: preset.settings }),
        admin: { email, name, isIn: true, language, ...(hash && { hash }) },
      })
      return tenant.id
    } catch (error) {
      if ((error as { code?: unknown }).code !== slugTaken.code || nth === mostNames) throw error
    }
}
