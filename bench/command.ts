import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { demoPassword } from '../core/src/first-start/first-start.ts'
import { residentBytes, signIn } from './visit.ts'

const program = fileURLToPath(new URL('../core/dist/cli/main.js', import.meta.url))

export interface Command {
  readonly address: string
  /** The cookie of the demo business's administrator. */
  readonly cookie: string
  /** Resident bytes now. */
  memory(): Promise<number>
  stop(): Promise<void>
}

/** `guildhall start` as it is built, over the demo business, with data that stays in the cache. */
export async function startCommand(data: string, args: readonly string[] = []): Promise<Command> {
  const child = spawn(process.execPath, [program, 'start', '--json', ...args], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'fatal', PORT: '0' },
      GUILDHALL_DATA: fileURLToPath(new URL(`.cache/${data}`, import.meta.url)),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    gone.then(([code]) => Promise.reject(new Error(`It ended with ${code} before it was ready`))),
  ])
  const { address } = JSON.parse(String(line)) as { address: string }
  return {
    address,
    cookie: await signIn(address, 'elena@studionord.example', demoPassword),
    memory: () => residentBytes(child.pid),
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
