import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { definePlugin, type Plugin } from '@guildhall/sdk'
import { loadPreset } from '../../core/src/first-start/load-preset.ts'
import { readPreset } from '../../core/src/first-start/preset.ts'
import { checkInstallation } from '../../core/src/i18n/installation-check.ts'
import { corePlugin } from '../../core/src/platform.ts'
import { installPlugins } from '../../core/src/plugins/host.ts'
import { countingTrips } from '../../core/src/plugins/laws/count-trips.ts'
import type { Subject } from '../../core/src/plugins/laws/law.ts'
import { createTable, foreignKeys } from '../../core/src/records/tables/ddl.ts'
import { tablesOf } from '../../core/src/records/tables/tables.ts'
import { addMember, type Caller, createTestPlatform, repositoryRoot, testPassword } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'

/** What this installation is made of, with the demo business in it. */
export async function installedSubject(): Promise<Subject> {
  const { tracing, count } = countingTrips()
  const platform = await createTestPlatform({ plugins: config.plugins, tracing })
  const preset = readPreset(config.presets, 'demo')
  const plugins = config.plugins.map(({ name }) => name)
  const tenant = await platform.tenancy.tenants.create({ ...preset.tenant, plugins })
  await loadPreset(platform, tenant.id, preset, { password: testPassword })
  await platform.events.drain()
  const callers = await Promise.all(
    preset.people.map(async ({ key, email }) => [key, await platform.signIn(email)] as const),
  )
  return {
    plugins: config.plugins,
    root: repositoryRoot,
    platform,
    tenant,
    admin: callers[0]?.[1] as Caller,
    others: new Map(callers),
    isInhabited: true,
    countStatements: count,
  }
}

/** A plugin that is broken on purpose, in tests/laws/broken/<name>/src. */
export interface Sample {
  readonly plugin: Plugin
  /** What its own migration does besides making the tables of its definitions. */
  readonly damage?: string
  /** Texts it leaves out. */
  readonly withoutTexts?: boolean
}

/** A platform with the sample alone. */
export async function sampleSubject({ plugin: given, damage = '', withoutTexts = false }: Sample): Promise<Subject> {
  const root = mkdtempSync(join(tmpdir(), 'guildhall-law-'))
  mkdirSync(join(root, 'plugins'))
  symlinkSync(fileURLToPath(new URL(`./broken/${given.name}`, import.meta.url)), join(root, 'plugins', given.name))
  symlinkSync(join(repositoryRoot, 'core'), join(root, 'core'))
  const plugin = definePlugin({ ...given, migrations: writeMigrations(root, given, damage) })
  writeTexts(root, plugin, withoutTexts)
  const { tracing, count } = countingTrips()
  const platform = await createTestPlatform({ plugins: [plugin], tracing })
  const tenant = await platform.tenancy.tenants.create({ slug: 'sample', name: 'Sample', plugins: [plugin.name] })
  const callers = new Map<string, Caller>()
  for (const archetype of ['admin', 'worker'] as const) {
    await addMember(platform, tenant.id, { name: archetype, email: `${archetype}@sample.example`, archetype })
    callers.set(archetype, await platform.signIn(`${archetype}@sample.example`))
  }
  const admin = callers.get('admin') as Caller
  return {
    plugins: [plugin],
    root,
    platform,
    tenant,
    admin,
    others: callers,
    isInhabited: false,
    countStatements: count,
  }
}

function writeMigrations(root: string, plugin: Plugin, damage: string): URL {
  const folder = join(root, 'migrations')
  mkdirSync(folder)
  const migrations = pathToFileURL(`${folder}/`)
  // What cannot be put together has no tables; the platform says why.
  const { registry } = silently(() => installPlugins(corePlugin({} as never), [{ ...plugin, migrations }])) ?? {}
  const models = [...(registry?.models.values() ?? [])].filter((model) => model.plugin === plugin.name)
  const tables = models.flatMap((model) => (registry ? tablesOf(model, registry) : []))
  const statements = [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)]
  writeFileSync(join(folder, '0001_tables.sql'), `${statements.map((one) => `${one};`).join('\n')}\n${damage}`)
  return migrations
}

/** Whatever text is missing, so that only what the sample leaves out on purpose is found. */
function writeTexts(root: string, plugin: Plugin, withoutTexts: boolean): void {
  const texts: Record<string, Record<string, unknown>> = { en: {}, ro: {}, ru: {} }
  const file = (language: string) => join(root, 'locales', language, `${plugin.name}.json`)
  for (const language of Object.keys(texts)) {
    mkdirSync(join(root, 'locales', language), { recursive: true })
    symlinkSync(join(repositoryRoot, 'locales', language, 'core.json'), join(root, 'locales', language, 'core.json'))
    writeFileSync(file(language), '{}')
  }
  if (withoutTexts) return
  for (let round = 0; round < 6; round += 1) {
    for (const { language, key, code } of checkInstallation(root, [plugin]))
      if (code.startsWith('missing') && key.startsWith(`${plugin.name}:`))
        put(texts[language] ?? {}, key.slice(plugin.name.length + 1))
    for (const [language, resources] of Object.entries(texts)) writeFileSync(file(language), JSON.stringify(resources))
  }
}

function put(resources: Record<string, unknown>, key: string): void {
  const path = key.split('.')
  const last = path.pop() ?? ''
  let place = resources
  for (const part of path) {
    place[part] ??= {}
    place = place[part] as Record<string, unknown>
  }
  place[last] = last === 'gender' ? 'masculine' : last
}

function silently<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
