import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import tar from 'tar-stream'
import { tenantNotFound } from '../errors.ts'
import { type TenantTable, tenantTables } from './catalogue.ts'
import { sealing } from './container.ts'
import { type ArchivedTable, entryName, format, type Manifest, manifestName } from './manifest.ts'
import { pluginsOf } from './plugins.ts'
import { type Handlers, type Line, linesOf, selectLines, sessionFormat, tally } from './rows.ts'
import type { Rewrapping } from './secrets.ts'
import { userFiles } from './users.ts'

export interface ArchiveParts {
  /** Of the owner: the queue is its own. */
  readonly pool: pg.Pool
  readonly now: () => string
  readonly handlers: Handlers
  /** The plugin that owns a table. */
  readonly pluginOf: (table: string) => string | undefined
  readonly secrets: Rewrapping
}

export interface WriteOptions {
  /** With it the archive is sealed and carries what only its people should know. */
  readonly passphrase?: string | undefined
  readonly onProgress?: (done: { readonly table: string; readonly rows: number }) => void
}

/** A tenant as one file, as it was at one moment, table by table: its size does not matter to memory. @throws 404 */
export async function writeArchive(parts: ArchiveParts, tenantId: string, options: WriteOptions): Promise<Readable> {
  const client = await parts.pool.connect()
  try {
    await client.query(`begin isolation level repeatable read read only; ${sessionFormat}`)
    const tenant = await readTenant(client, tenantId)
    const seal = options.passphrase ? [await sealing(options.passphrase)] : []
    const pack = tar.pack()
    const file = new PassThrough()
    const work = fill(pack, client, parts, tenant, options)
      .catch((error: Error) => pack.destroy(error))
      .finally(() => release(client))
    pipeline([Readable.from(pack, { objectMode: false }), createGzip({ level: 6 }), ...seal, file]).catch((error) =>
      file.destroy(error),
    )
    file.once('close', () => pack.destroy())
    void work
    return file
  } catch (error) {
    await release(client)
    throw error
  }
}

async function release(client: pg.PoolClient): Promise<void> {
  const isSound = await client.query('rollback').then(
    () => true,
    () => false,
  )
  client.release(!isSound)
}

export async function readTenant(client: pg.ClientBase, tenantId: string): Promise<Manifest['tenant']> {
  const { rows } = await client.query<{ tenant: Manifest['tenant'] }>(
    'select to_jsonb(t) as tenant from guildhall.tenants t where t.id = $1',
    [tenantId],
  )
  if (!rows[0]) throw tenantNotFound()
  return rows[0].tenant
}

async function fill(
  pack: tar.Pack,
  client: pg.ClientBase,
  parts: ArchiveParts,
  tenant: Manifest['tenant'],
  { passphrase, onProgress }: WriteOptions,
): Promise<void> {
  const hasSecrets = passphrase !== undefined
  const archived: ArchivedTable[] = []
  const take = async (name: string, columns: readonly string[], question: string) => {
    const kept = tally()
    let part = 0
    for await (const piece of pieces(linesOf(client, question), (lines) => parts.secrets.out(name, columns, lines))) {
      kept.add(piece)
      await addEntry(pack, entryName(name, ++part), `${piece.join('\n')}\n`)
      onProgress?.({ table: name, rows: kept.count() })
    }
    archived.push({ name, columns, ...kept.result() })
  }
  for (const file of userFiles)
    if (hasSecrets || !file.isSecret) await take(file.name, file.columns, file.question(tenant.id, hasSecrets))
  const tables = (await tenantTables(client)).flat()
  for (const table of tables)
    if (hasSecrets || !table.isSecret)
      await take(
        table.name,
        table.columns.map(({ name }) => name),
        selectLines(table, { tenantId: tenant.id, handlers: parts.handlers }),
      )
  const { plugins, guildhall } = await pluginsOf(client, tenant.id, parts.pluginOf, withRows(tables, archived))
  const manifest: Manifest = {
    format,
    createdAt: parts.now(),
    guildhall,
    tenant,
    hasSecrets,
    plugins,
    tables: archived,
  }
  await addEntry(pack, manifestName, `${JSON.stringify(manifest, null, 2)}\n`)
  pack.finalize()
}

const withRows = (tables: readonly TenantTable[], archived: readonly ArchivedTable[]) => {
  const filled = new Set(archived.filter(({ rows }) => rows > 0).map(({ name }) => name))
  return tables.map(({ name }) => name).filter((name) => filled.has(name))
}

const pieceLength = 1_000_000

/** Lines in pieces of about a megabyte. */
async function* pieces(
  batches: AsyncIterable<Line[]>,
  change: (lines: readonly Line[]) => readonly Line[],
): AsyncGenerator<Line[]> {
  let piece: Line[] = []
  let length = 0
  for await (const batch of batches)
    for (const line of change(batch)) {
      piece.push(line)
      length += line.length
      if (length < pieceLength) continue
      yield piece
      piece = []
      length = 0
    }
  if (piece.length > 0) yield piece
}

/** Resolves when the reader has taken it. */
function addEntry(pack: tar.Pack, name: string, text: string): Promise<void> {
  const body = Buffer.from(text)
  return new Promise((resolve, reject) => {
    const entry = pack.entry({ name, size: body.length }, (error) => (error ? reject(error) : resolve()))
    entry.end(body)
  })
}
