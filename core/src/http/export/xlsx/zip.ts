import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive, in pieces; made only when its turn comes. */
export interface Entry {
  readonly name: string
  readonly content: () => AsyncIterable<string> | Iterable<string>
}

/**
 * An archive written piece by piece (PKWARE APPNOTE 6.3, without ZIP64): sizes and checksums stand behind each file, so nothing is held back
 * to learn them. Who reads slowly is waited for.
 */
export async function* zipped(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const start = offset
    const title = Buffer.from(name, 'utf8')
    const head = Buffer.concat([localHeader(title), title])
    yield head
    let [sum, size, packed] = [0, 0, 0]
    const measured = async function* () {
      for await (const piece of content()) {
        const bytes = Buffer.from(piece, 'utf8')
        sum = crc32(bytes, sum)
        size += bytes.length
        yield bytes
      }
    }
    for await (const chunk of deflated(measured())) {
      packed += chunk.length
      yield chunk
    }
    const sizes = numbers([sum, 4], [packed, 4], [size, 4])
    const descriptor = Buffer.concat([numbers([0x08074b50, 4]), sizes])
    yield descriptor
    directory.push(centralHeader(title, sizes, start), title)
    offset += head.length + packed + descriptor.length
  }
  const central = Buffer.concat(directory)
  const count = directory.length / 2
  yield central
  yield numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2])
}

async function* deflated(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 })
  const feeding = (async () => {
    for await (const piece of source)
      if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve))
    deflate.end()
  })().catch((error: Error) => deflate.destroy(error))
  try {
    for await (const chunk of deflate) yield chunk as Buffer
    await feeding
  } finally {
    deflate.destroy()
  }
}

/** UTF-8 names, sizes behind the file; 1 January 1980, because files of the same content are to be the same. */
const common = [
  [20, 2],
  [0x0808, 2],
  [8, 2],
  [0, 2],
  [0x21, 2],
] as const

const localHeader = (title: Buffer) =>
  numbers([0x04034b50, 4], ...common, [0, 4], [0, 4], [0, 4], [title.length, 2], [0, 2])
const centralHeader = (title: Buffer, sizes: Buffer, start: number) =>
  Buffer.concat([
    numbers([0x02014b50, 4], [20, 2], ...common),
    sizes,
    numbers([title.length, 2], [0, 4], [0, 4], [0, 4], [start, 4]),
  ])

function numbers(...parts: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((length, [, bytes]) => length + bytes, 0))
  let at = 0
  for (const [value, bytes] of parts) {
    if (bytes === 2) buffer.writeUInt16LE(value, at)
    else buffer.writeUInt32LE(value >>> 0, at)
    at += bytes
  }
  return buffer
}
