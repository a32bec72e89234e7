import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { DomainError } from '@guildhall/sdk'
import tar from 'tar-stream'
import { longestHead, opening, readHead, requirePassphrase } from './container.ts'
import { damaged } from './errors.ts'
import { type Line, tally } from './lines.ts'
import { type ArchiveManifest, keptIn, manifestName, readManifest, tableOf } from './manifest.ts'

export interface Source<M extends ArchiveManifest> {
  readonly path: string
  readonly passphrase: string | undefined
  /** What it must say of itself. */
  readonly format: M['format']
}

/** Reads an archive from its beginning to its end; `onLines` gets each piece of a table in its order. */
export async function readArchive<M extends ArchiveManifest>(
  { path, passphrase, format }: Source<M>,
  onLines: (table: string, lines: readonly Line[]) => Promise<void> | void,
  onKept: (entry: string, bytes: Readable) => Promise<void> = (_, bytes) => drained(bytes),
): Promise<M> {
  const head = await headOf(path)
  const open = head ? [await opening(requirePassphrase(passphrase), head)] : []
  const source = createReadStream(path, { start: head?.length ?? 0 })
  const entries = tar.extract()
  const flow = pipeline([source, ...open, createGunzip(), entries])
  let manifest: M | undefined
  try {
    const reading = (async () => {
      for await (const entry of entries) {
        const { name, size = 0 } = entry.header
        if (keptIn(name)) {
          await onKept(name, entry.pipe(new PassThrough()))
          continue
        }
        if (size > mostBytes) throw damaged({ part: name })
        const table = tableOf(name)
        const text = await textOf(entry)
        if (name === manifestName) manifest = readManifest<M>(text, format)
        else if (table) await onLines(table, text.split('\n').slice(0, -1))
        else throw damaged({ part: name })
      }
    })()
    reading.catch((error: Error) => source.destroy(error))
    const [flowed, read] = await Promise.allSettled([flow, reading])
    const failed = [read, flowed].filter((result) => result.status === 'rejected')
    if (failed.length > 0) throw ownOf(failed.map(({ reason }) => reason))
  } catch (error) {
    throw error instanceof DomainError || isOfDatabase(error) ? error : damaged({ part: '' })
  }
  if (!manifest) throw damaged({ part: manifestName })
  return manifest
}

/** Reads all of it once and compares every table with what the manifest says. @throws 422 naming what differs */
export async function checkArchive<M extends ArchiveManifest>(source: Source<M>): Promise<M> {
  const found = new Map<string, ReturnType<typeof tally>>()
  const outside = new Map<string, string>()
  const manifest = await readArchive<M>(
    source,
    (table, lines) => {
      const kept = found.get(table) ?? tally()
      found.set(table, kept)
      kept.add(lines)
    },
    async (name, bytes) => void outside.set(name, await sumOf(bytes)),
  )
  const wrong = manifest.tables.filter(({ name, rows, sha256 }) => {
    const kept = (found.get(name) ?? tally()).result()
    found.delete(name)
    return kept.rows !== rows || kept.sha256 !== sha256
  })
  const lost = (manifest.kept ?? []).filter(({ name, sha256 }) => {
    const sum = outside.get(name)
    outside.delete(name)
    return sum !== sha256
  })
  const part = [...[...wrong, ...lost].map(({ name }) => name), ...found.keys(), ...outside.keys()].join(', ')
  if (part) throw damaged({ part })
  return manifest
}

async function sumOf(bytes: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function drained(bytes: Readable): Promise<void> {
  for await (const _ of bytes);
}

/** Far more than a piece has: who writes it is not to fill our memory. */
const mostBytes = 256 * 1024 * 1024

async function headOf(path: string): Promise<Buffer | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0)
    return readHead(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

async function textOf(entry: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of entry) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** What we said ourselves tells more than what the streams made of it. */
const ownOf = (reasons: readonly unknown[]) =>
  reasons.find((reason) => reason instanceof DomainError) ?? reasons.find(isOfDatabase) ?? reasons[0]

const isOfDatabase = (error: unknown) => error instanceof Error && 'severity' in error
