import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Prepared } from './prepare.ts'
import { residentBytes } from './visit.ts'

export interface BenchServer {
  readonly url: string
  /** Milliseconds from the start of the process to readiness. */
  readonly startMs: number
  /** Resident bytes now. */
  memory(): Promise<number>
  stop(): Promise<void>
}

const port = 4100

/** One server at a time, in a process of its own, from what was built: what is measured is what people run. */
export async function startServer(
  kind: 'floor' | 'guildhall',
  prepared: Prepared,
  options: { synthetic?: boolean } = {},
): Promise<BenchServer> {
  const begun = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL(`servers/${kind}.ts`, import.meta.url))], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      BENCH_APP_URL: prepared.urls.appUrl,
      BENCH_OWNER_URL: prepared.urls.ownerUrl,
      BENCH_PORT: String(port),
      BENCH_SYNTHETIC: options.synthetic ? 'on' : 'off',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await ready(child)
  return {
    url: `http://127.0.0.1:${port}`,
    startMs: performance.now() - begun,
    memory: () => residentBytes(child.pid),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function ready(child: ChildProcess): Promise<void> {
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${String(code)} before it was ready`)
  })
  await Promise.race([once(child, 'message'), died])
}
