import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BootError } from '../../config/boot-error.ts'
import { compareSchema, describeDifference, type SchemaDifference } from './compare.ts'
import { type DefinedOptions, type DefinedSource, type Schemas, withSchemas } from './definitions.ts'
import { afterRenames, findRenames, renameStatement } from './renames.ts'
import { readMigrations, withSlash } from './source.ts'
import { renderStatements, type WrittenStatement } from './statement.ts'
import { writeStatements } from './write.ts'

export interface NewMigrationOptions extends DefinedOptions {
  readonly plugin: string
  /** Words for the file's name; made from the tables that change unless given. */
  readonly name?: string | undefined
  /** Statements that destroy data are written to be run, not as a comment. */
  readonly allowDrop?: boolean
}

export interface NewMigration {
  /** The file that was written; null when migrations and definitions agree. */
  readonly file: URL | null
  readonly sql: string
  readonly changes: readonly SchemaDifference[]
  /** What was only written as a comment, because it destroys data. */
  readonly withheld: readonly string[]
}

/**
 * Writes the migration that brings a plugin's tables from its migrations so far to its definitions.
 * It has been tried on a scratch database before it is written; `renamedFrom` is a rename, nothing else is taken for one.
 */
export async function newMigration(options: NewMigrationOptions): Promise<NewMigration> {
  const source = options.sources.find(({ plugin }) => plugin === options.plugin)
  if (!source)
    throw new BootError('boot.migration_plugin', {
      plugin: options.plugin,
      plugins: options.sources.map(({ plugin }) => plugin).join(', '),
    })
  return withSchemas(options, async (schemas) => {
    const { changes, statements } = plan(schemas, source, options.allowDrop === true)
    if (changes.length + statements.length === 0) return { file: null, sql: '', changes, withheld: [] }
    const sql = renderStatements(statements, { plugin: source.plugin, allowDrop: options.allowDrop === true })
    const withheld = options.allowDrop ? [] : statements.filter(({ drops }) => drops).map((statement) => statement.sql)
    await prove(schemas, source, sql, withheld.length > 0)
    if (withheld.length === statements.length) return { file: null, sql, changes, withheld }
    return { file: writeFile(source, options.name ?? describe(changes), sql), sql, changes, withheld }
  })
}

function plan(
  { migrated, defined, owned }: Schemas,
  source: DefinedSource,
  allowDrop: boolean,
): { changes: SchemaDifference[]; statements: WrittenStatement[] } {
  const renames = findRenames(migrated, source.tables)
  const own = owned.get(source.plugin) ?? new Set()
  const changes = compareSchema(afterRenames(migrated, renames), defined).filter(({ table }) => own.has(table))
  const statements = writeStatements(changes, source.tables, allowDrop)
  return {
    changes,
    statements: [...renames.map((rename) => ({ table: rename.table, sql: renameStatement(rename) })), ...statements],
  }
}

/** What is left afterwards may only be what was to go and was withheld. */
async function prove(
  { defined, owned, tryOut }: Schemas,
  source: DefinedSource,
  sql: string,
  mayKeep: boolean,
): Promise<void> {
  const unresolved = (reason: string, cause?: unknown) =>
    new BootError('boot.migration_unresolved', { plugin: source.plugin, reason }, { cause })
  const result = await tryOut(sql).catch((error: Error) => {
    throw unresolved(error.message, error)
  })
  const own = owned.get(source.plugin) ?? new Set()
  const left = compareSchema(result, defined).filter(
    (one) => own.has(one.table) && !(mayKeep && one.wanted === undefined),
  )
  if (left.length > 0) throw unresolved(left.map(describeDifference).join('; '))
}

function writeFile(source: DefinedSource, words: string, sql: string): URL {
  const last = readMigrations(source).at(-1)?.name.slice(0, 4) ?? '0'
  const name = `${String(Number(last) + 1).padStart(4, '0')}_${
    words
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, '') || 'change'
  }.sql`
  mkdirSync(fileURLToPath(source.folder), { recursive: true })
  const file = new URL(name, withSlash(source.folder))
  writeFileSync(file, sql)
  return file
}

/** `clients`, `clients_and_companies`, `clients_and_others` */
function describe(changes: readonly SchemaDifference[]): string {
  const [first = 'change', second, ...more] = [
    ...new Set(changes.map(({ table }) => table.slice(table.indexOf('.') + 1))),
  ]
  return [first, more.length > 0 ? 'others' : second].filter(Boolean).join('_and_')
}
