import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The development inbox: what would have been sent, one `.eml` file (RFC 5322) a mail. */
export interface Inbox {
  keep(message: Buffer): Promise<void>
  /** Newest first, at most 200. */
  list(): Promise<readonly string[]>
  /** The raw mail, or undefined for a name that is not in the list. */
  read(name: string): Promise<Buffer | undefined>
}

const shown = 200
const pattern = /^\d{8}T\d{9}Z-[0-9a-f]{8}\.eml$/

export function createInbox(folder: string): Inbox {
  const list = async () => {
    const names = await readdir(folder).catch(() => [])
    return names
      .filter((name) => pattern.test(name))
      .sort()
      .reverse()
      .slice(0, shown)
  }
  return {
    list,
    async keep(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}.eml`
      const beside = join(folder, `.${name}.part`)
      await writeFile(beside, message, { mode: 0o600 })
      await rename(beside, join(folder, name))
    },
    async read(name) {
      return pattern.test(name) ? readFile(join(folder, name)).catch(() => undefined) : undefined
    },
  }
}
