import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { storageFull } from '../errors.ts'
import type { Store, Stored } from './store.ts'

/** Bytes in a folder, each key a path in it. */
export function openDisk(folder: string): Store {
  const pathOf = (key: string) => join(folder, ...key.split('/'))
  const store: Store = {
    async append(key, at, source) {
      const file = await writing(pathOf(key))
      try {
        await file.truncate(at)
        await fill(file, at, source)
      } catch (error) {
        throw isFull(error) ? storageFull() : error
      } finally {
        await file.sync().catch(() => {})
        await file.close()
      }
    },
    size: (key) => stat(pathOf(key)).then(({ size }) => size, absent),
    read: async (key, range) => createReadStream(pathOf(key), { ...range, highWaterMark: 256 * 1024 }),
    async settle(from, to) {
      await mkdir(dirname(pathOf(to)), { recursive: true, mode: 0o700 })
      await rename(pathOf(from), pathOf(to)).catch(async (error: unknown) => {
        if ((await store.size(to)) === null) throw error
      })
      await syncFolder(dirname(pathOf(to)))
    },
    remove: (key) => rm(pathOf(key), { recursive: true, force: true }),
    list: (prefix) => walk(folder, pathOf(prefix)),
    async probe() {
      await store.append('.probe', 0, one(Buffer.from('guildhall')))
      await store.remove('.probe')
    },
  }
  return store
}

async function writing(path: string): Promise<FileHandle> {
  return open(path, 'r+').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return open(path, 'w+', 0o600)
  })
}

async function fill(file: FileHandle, at: number, source: AsyncIterable<Uint8Array>): Promise<void> {
  let position = at
  for await (const chunk of source) {
    let written = 0
    while (written < chunk.length) {
      const { bytesWritten } = await file.write(chunk, written, chunk.length - written, position)
      written += bytesWritten
      position += bytesWritten
    }
  }
}

/** A new name lasts when its folder is written down. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* walk(root: string, path: string): AsyncGenerator<Stored> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const below = join(path, entry.name)
    if (entry.isDirectory()) yield* walk(root, below)
    else {
      const found = await stat(below).catch(() => null)
      if (found) yield { key: relative(root, below).split(sep).join('/'), size: found.size, changedAt: found.mtimeMs }
    }
  }
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const isFull = (error: unknown) => fullCodes.has((error as NodeJS.ErrnoException).code ?? '')

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

async function* one(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk
}
