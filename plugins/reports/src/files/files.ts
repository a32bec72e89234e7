import { defineResource, instant, integer, ref, type Scope, text, type Work } from '@guildhall/sdk'
import { tooLarge } from '../errors.ts'

/** What was sent, kept for a time so that it can be had again. */
export const reportFiles = defineResource('report-files', {
  fields: {
    name: text(),
    type: text(),
    size: integer({ minimum: 0 }),
    keptUntil: instant({ indexed: true }),
  },
  history: false,
  archivable: false,
  customFields: false,
  views: { menu: 'hidden' },
})

/** A piece of it, in base64. */
export const reportFileParts = defineResource('report-file-parts', {
  fields: {
    file: ref(reportFiles, { onDelete: 'cascade' }),
    position: integer({ minimum: 0 }),
    content: text({ maxLength: 700_000 }),
  },
  unique: [['file', 'position']],
  history: false,
  archivable: false,
  customFields: false,
  views: { menu: 'hidden' },
})

/** In bytes. */
const largest = 20_000_000
const largestStream = 200_000_000
const partLength = 500_000

export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** Collects what is written. @throws `reports.file_too_large` */
export async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > largest) throw tooLarge({ most: largest / 1_000_000 })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Keeps a file in parts; gives its id. */
export async function keepFile(scope: Scope, { name, type, bytes }: KeptFile, keptUntil: string): Promise<string> {
  const { id } = await scope.records(reportFiles).create({ name, type, size: bytes.length, keptUntil })
  for (let at = 0; at < bytes.length; at += partLength)
    await scope.records(reportFileParts).create({
      file: id,
      position: at / partLength,
      content: bytes.subarray(at, at + partLength).toString('base64'),
    })
  return id
}

/** Keeps what is written while it is written, no more than a part of it in memory. @throws `reports.file_too_large` */
export async function keepStream(
  work: Pick<Work, 'within'>,
  { name, type }: Omit<KeptFile, 'bytes'>,
  content: AsyncIterable<Uint8Array>,
  keptUntil: string,
): Promise<string> {
  const { id } = await work.within((scope) => scope.records(reportFiles).create({ name, type, size: 0, keptUntil }))
  let [size, position] = [0, 0]
  for await (const part of partsOf(content)) {
    size += part.length
    if (size > largestStream) throw tooLarge({ most: largestStream / 1_000_000 })
    const values = { file: id, position: position++, content: part.toString('base64') }
    await work.within((scope) => scope.records(reportFileParts).create(values))
  }
  await work.within((scope) => scope.records(reportFiles).update(id, { size }))
  return id
}

async function* partsOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + partLength - length)
      chunks.push(piece)
      at += piece.length
      length += piece.length
      if (length < partLength) continue
      yield Buffer.concat(chunks)
      chunks = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(chunks)
}

/** Reads it part by part. */
export async function* readFile(scope: Scope, file: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position++) {
    const part = await scope.records(reportFileParts).first({ where: { file, position } })
    if (!part) return
    yield Buffer.from(part.content, 'base64')
  }
}

/** Until when something is kept that is made now. */
export const keptUntil = (scope: Scope): string =>
  new Date(Date.parse(scope.clock.now()) + scope.setting<number>('reports', 'keepDays') * 86_400_000).toISOString()

/** Throws away what is kept no longer. */
export async function pruneFiles(scope: Scope): Promise<void> {
  const files = scope.records(reportFiles)
  for (const { id } of await files.list({ where: { keptUntil_lt: scope.clock.now() }, limit: 500 }))
    await files.remove(id)
}
