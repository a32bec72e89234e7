import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type DeclaredResource, defineResource, type Resource, text } from '@guildhall/sdk'
import { onTestFinished } from 'vitest'
import type { DefinedSource } from '../../src/database/migrations/index.ts'
import { withClient } from '../../src/database/provision.ts'
import { buildRegistry } from '../../src/records/model.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'

const coreFolder = new URL('../../migrations/', import.meta.url)

/** The core without resources of its own. */
export const core: DefinedSource = { plugin: 'core', folder: coreFolder, version: '1.0.0', tables: [] }

export async function freshDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  return database
}

export interface Workshop {
  readonly source: DefinedSource
  /** The same plugin after its author changed what it declares. */
  declaring(...resources: DeclaredResource[]): DefinedSource
  write(name: string, sql: string): void
  read(name: string): string
  remove(name: string): void
  files(): string[]
}

/** A plugin with an own folder of migrations that a test may fill. */
export function pluginWorkshop(
  plugin = 'garden',
  { requires = [] as DeclaredResource[], cleanUp = onTestFinished as (work: () => void) => void } = {},
): Workshop {
  const root = mkdtempSync(join(tmpdir(), 'guildhall migrations '))
  cleanUp(() => rmSync(root, { recursive: true, force: true }))
  const folder = join(root, 'migrations')
  const source = { plugin, folder: pathToFileURL(folder), version: '1.0.0', tables: [] }
  return {
    source,
    declaring: (...resources) => ({ ...source, tables: tablesFor(plugin, resources, requires) }),
    write(name, sql) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, name), sql)
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    remove: (name) => rmSync(join(folder, name)),
    files: () => (existsSync(folder) ? readdirSync(folder).sort() : []),
  }
}

export async function ask<Row extends Record<string, unknown>>(url: string, question: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(question)).rows)
}

/** What the plugin's author wrote first. */
export const gardener = defineResource('gardeners', { fields: { name: text() } })

function tablesFor(plugin: string, resources: readonly DeclaredResource[], required: readonly DeclaredResource[]) {
  const all = [...resources, ...required].map((resource) => ({ plugin, resource: resource as unknown as Resource }))
  const registry = buildRegistry(all)
  return resources.flatMap((resource) => tablesOf(registry.model(resource.name), registry))
}
