import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { repositoryRoot } from '../../core/testing/index.ts'

const main = join(repositoryRoot, 'core/src/cli/main.ts')

export interface Server {
  readonly address: string
  /** What it said on its first start. */
  readonly said: {
    readonly administrator?: { email: string; password: string }
    readonly demos?: { slug: string; password: string; people: string[] }[]
  }
  end(signal: NodeJS.Signals): Promise<void>
  readonly child: ChildProcess
}

/** `guildhall start` as a process of its own; comes back when it answers. */
export async function startServer(environment: Record<string, string>, args: readonly string[] = []): Promise<Server> {
  const child = spawn(process.execPath, ['--conditions=source', main, 'start', '--json', ...args], {
    cwd: repositoryRoot,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'fatal', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const line = await Promise.race([
    once(createInterface(child.stdout as NodeJS.ReadableStream), 'line').then(([text]) => String(text)),
    gone.then(([code]) => Promise.reject(new Error(`It ended with ${code} before it was ready`))),
  ])
  const said = JSON.parse(line) as Server['said'] & { address: string }
  return {
    address: said.address,
    said,
    child,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await gone
    },
  }
}

/** A signed-in person's way to call it. */
export async function signIn(address: string, email: string, password: string) {
  const login = await fetch(`${address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (login.status !== 200) throw new Error(`login: ${login.status} ${await login.text()}`)
  const cookie = login.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${address}/api${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return {
      status: answer.status,
      body: (await answer.json()) as { id: string } & Record<string, unknown>,
      type: answer.headers.get('content-type') ?? '',
    }
  }
}

export type Call = Awaited<ReturnType<typeof signIn>>
