import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { EmbeddedDatabase } from '../../src/database/embedded.ts'

const program = fileURLToPath(new URL('./programs/hold-database.ts', import.meta.url))

export interface DatabaseProgram extends Partial<Omit<EmbeddedDatabase, 'stop'>> {
  child: ChildProcess
  code?: string
  line?: string
  end(signal: NodeJS.Signals): Promise<void>
}

/** Another process that starts the database of a folder; answers when that one has said how it went. */
export async function holdDatabase(
  folder: string,
  account: { uid?: number; gid?: number } = {},
): Promise<DatabaseProgram> {
  const child = spawn(process.execPath, ['--conditions=source', program, folder], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return {
    ...(JSON.parse(line) as EmbeddedDatabase),
    child,
    end: async (signal) => {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}
