import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let data: string

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-cli-'))
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('help names the verbs, and every verb answers in JSON', async () => {
  const { code, out } = await guildhall(['--help'])
  expect(code).toBe(0)
  expect(out).toMatch(/^ {2}start /m)
  expect((await guildhall(['start', '--help'])).out).toMatch(/--json/)
})

test('a verb that does not exist is refused with the one that was meant', async () => {
  const { code, out, error } = await guildhall(['strat'])
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(error).toMatch(/unknown command 'strat'\n\(Did you mean start\?\)/)
})

describe('what stops the start is one line with the remedy, and exit code 1', () => {
  test('a setting that cannot be used', async () => {
    const { code, error, out } = await guildhall(['start'], { PORT: 'high' })
    expect({ code, error, out }).toEqual({
      code: 1,
      error: 'PORT is "high". It must be a whole number from 0 to 65535.\n',
      out: '',
    })
  })

  test('for a program, as JSON', async () => {
    const { code, error } = await guildhall(['start', '--json'], { GUILDHALL_DEMMO: 'off' })
    expect(code).toBe(1)
    expect(JSON.parse(error)).toMatchObject({
      error: { code: 'boot.environment_unknown', remedy: 'Did you mean GUILDHALL_DEMO?' },
    })
  })

  test('a database that does not answer', async () => {
    const url = 'postgres://a:sesame@127.0.0.1:1/guildhall'
    const { code, error } = await guildhall(['start'], { DATABASE_URL: url, DATABASE_OWNER_URL: url })
    expect(code).toBe(1)
    expect(error).toMatch(/^DATABASE_URL \(127.0.0.1:1\/guildhall\) does not answer: [^\n]*\n$/)
    expect(error).not.toContain('sesame')
  })

  test('a port that is taken, and PostgreSQL is stopped again', async () => {
    const owner = createServer().listen(0, '127.0.0.1')
    await once(owner, 'listening')
    const { port } = owner.address() as { port: number }
    const { code, error } = await guildhall(['start'], { PORT: String(port) })
    expect({ code, error }).toEqual({
      code: 1,
      error: `Port ${port} on 127.0.0.1 is already in use. Stop the program that uses it, or choose another with PORT.\n`,
    })
    expect(existsSync(join(data, 'database/postmaster.pid'))).toBe(false)
    owner.close()
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it says where it is, and %s, even sent twice, ends it in order',
  async (signal) => {
    const child = launch(['start'], { PORT: '0' })
    const [line] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')) as [string]
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
    expect((await fetch(address)).status).toBeGreaterThan(0)
    const gone = once(child, 'exit')
    child.kill(signal)
    child.kill(signal)
    expect(await gone).toEqual([0, null])
    await expect(fetch(address)).rejects.toThrow()
    expect(existsSync(join(data, 'database/postmaster.pid'))).toBe(false)
  },
)

async function guildhall(args: string[], environment: Record<string, string> = {}) {
  const child = launch(args, environment)
  let [out, error] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    error += chunk
  })
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, error }
}

function launch(args: string[], environment: Record<string, string>): ChildProcess {
  const env = { PATH: process.env.PATH, GUILDHALL_DATA: data, GUILDHALL_DEMO: 'off', ...environment }
  return spawn(process.execPath, ['--conditions=source', main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}
