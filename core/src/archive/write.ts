import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import tar from 'tar-stream'
import { sealing } from './container.ts'
import { type Line, linesOf, sessionFormat, tally } from './lines.ts'
import { type ArchivedEntry, type ArchivedTable, type ArchiveManifest, entryName, manifestName } from './manifest.ts'

export type Progress = (done: { readonly table: string; readonly rows: number }) => void

export interface WriteOptions {
  /** With it the archive is sealed and carries what only its people should know. */
  readonly passphrase?: string | undefined
  readonly onProgress?: Progress
}

/** One table, or what stands for one. */
export interface Take {
  readonly name: string
  readonly columns: readonly string[]
  /** Gives its lines, in an order that is always the same. */
  readonly question: string
  readonly change?: (lines: readonly Line[]) => readonly Line[]
}

/** Everything that goes into an archive, as it was at one moment. */
export interface Packing {
  take(table: Take): Promise<void>
  /** Something of a known size that lies outside the database; what has changed since breaks the archive. */
  keep(name: string, size: number, bytes: Readable): Promise<ArchivedEntry>
  readonly taken: readonly ArchivedTable[]
}

/**
 * One file from one transaction, table by table: its size does not matter to memory. `fill` takes the tables and gives the manifest; what
 * it throws before it has taken anything is thrown here, what comes later breaks the file.
 */
export async function writeArchive<Beginning>(
  pool: pg.Pool,
  { passphrase, onProgress }: WriteOptions,
  begin: (client: pg.PoolClient) => Promise<Beginning>,
  fill: (client: pg.PoolClient, beginning: Beginning, packing: Packing) => Promise<ArchiveManifest>,
): Promise<Readable> {
  const client = await pool.connect()
  try {
    await client.query(`begin isolation level repeatable read read only; ${sessionFormat}`)
    const beginning = await begin(client)
    const seal = passphrase ? [await sealing(passphrase)] : []
    const pack = tar.pack()
    const file = new PassThrough()
    const packing = packingInto(pack, client, onProgress)
    const work = async () => {
      const manifest = await fill(client, beginning, packing)
      await addEntry(pack, manifestName, `${JSON.stringify(manifest, null, 2)}\n`)
      pack.finalize()
    }
    pipeline([Readable.from(pack, { objectMode: false }), createGzip({ level: 6 }), ...seal, file]).catch((error) =>
      file.destroy(error),
    )
    file.once('close', () => pack.destroy())
    void work()
      .catch((error: Error) => pack.destroy(error))
      .finally(() => release(client))
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

function packingInto(pack: tar.Pack, client: pg.PoolClient, onProgress?: Progress): Packing {
  const taken: ArchivedTable[] = []
  return {
    taken,
    async take({ name, columns, question, change = (lines) => lines }) {
      const kept = tally()
      let part = 0
      for await (const piece of pieces(linesOf(client, question), change)) {
        kept.add(piece)
        await addEntry(pack, entryName(name, ++part), `${piece.join('\n')}\n`)
        onProgress?.({ table: name, rows: kept.count() })
      }
      taken.push({ name, columns, ...kept.result() })
    },
    async keep(name, size, bytes) {
      const hash = createHash('sha256')
      const watch = async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk)
          yield chunk
        }
      }
      await pipeline(bytes, watch, pack.entry({ name, size }))
      return { name, size, sha256: hash.digest('hex') }
    },
  }
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
