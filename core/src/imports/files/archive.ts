import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { bomb, unreadable } from '../errors.ts'

const inflate = promisify(inflateRaw)

export const isArchive = (bytes: Buffer) => bytes.length > 30 && bytes.readUInt32LE(0) === 0x04034b50

/**
 * Makes sure that an archive does not unpack to more than a bound. What its directory says of sizes is anybody's to write, so each file is
 * unpacked once, with the rest of the bound as its limit. @throws where it does, or is none
 */
export async function requireBounded(bytes: Buffer, most: number): Promise<void> {
  const tooMuch = () => bomb({ megabytes: Math.floor(most / 1_048_576) })
  let left = most
  for (const { method, start, length } of entriesOf(bytes)) {
    const packed = bytes.subarray(start, start + length)
    if (method !== 0 && method !== 8) throw unreadable()
    const size = method === 0 ? packed.length : await sizeOf(packed, left, tooMuch)
    left -= size
    if (left <= 0) throw tooMuch()
  }
}

async function sizeOf(packed: Buffer, most: number, tooMuch: () => Error): Promise<number> {
  try {
    return (await inflate(packed, { maxOutputLength: most })).length
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : unreadable()
  }
}

interface Packed {
  readonly method: number
  readonly start: number
  readonly length: number
}

const mostEntries = 10_000

/** The files by the archive's directory (PKWARE APPNOTE 4.3.12). */
function entriesOf(bytes: Buffer): Packed[] {
  try {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    if (end < 0) throw unreadable()
    const count = bytes.readUInt16LE(end + 10)
    if (count > mostEntries) throw unreadable()
    const found: Packed[] = []
    for (let at = bytes.readUInt32LE(end + 16); found.length < count; ) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) throw unreadable()
      const local = bytes.readUInt32LE(at + 42)
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      found.push({ method: bytes.readUInt16LE(at + 10), start, length: bytes.readUInt32LE(at + 20) })
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return found
  } catch (error) {
    throw error instanceof RangeError ? unreadable() : error
  }
}
