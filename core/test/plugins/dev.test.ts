import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../src/database/free-port.ts'
import { writePlugin } from '../../src/plugins/template.ts'
import { createTestDatabase, repositoryRoot, type TestDatabase } from '../../testing/index.ts'

const root = mkdtempSync(join(tmpdir(), 'guildhall-dev-'))
const folder = join(root, 'acme-draft')
const admin = { email: 'root@example.org', password: 'written in an afternoon' }
let database: TestDatabase
let watcher: ChildProcess
let told = ''
let url: string

beforeAll(async () => {
  for (const name of ['node_modules', 'locales', 'presets']) symlinkSync(join(repositoryRoot, name), join(root, name))
  writeFileSync(join(root, 'platform.config.js'), 'export default { plugins: [] }\n')
  writePlugin(folder, 'acme-draft')
  database = await createTestDatabase()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const program = join(repositoryRoot, 'core/src/cli/main.ts')
  watcher = spawn(process.execPath, ['--conditions=source', program, 'plugin', 'dev', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      GUILDHALL_DATA: join(root, '.data'),
      GUILDHALL_DEMO: 'off',
      GUILDHALL_ADMIN_EMAIL: admin.email,
      GUILDHALL_ADMIN_PASSWORD: admin.password,
    },
  })
  for (const stream of [watcher.stdout, watcher.stderr])
    stream?.on('data', (chunk) => {
      told += chunk
    })
}, 60_000)
afterAll(async () => {
  if (watcher && watcher.exitCode === null) {
    watcher.kill('SIGTERM')
    await once(watcher, 'exit')
  }
  await database?.drop()
  rmSync(root, { recursive: true, force: true })
})

const says = (text: string | RegExp) => expect.poll(() => told, { timeout: 30_000 }).toMatch(text)

function change(file: string, from: string, to: string): void {
  told = ''
  const text = readFileSync(join(folder, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(folder, file), text.replace(from, to))
}

test('a change renews the server, a mistake does not end it, and who was signed in stays so', {
  timeout: 120_000,
}, async () => {
  await says(/Guildhall is ready/)
  const login = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  })
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  const me = async () => (await fetch(`${url}/api/auth/me`, { headers: { cookie } })).status
  expect(await me()).toBe(200)

  change('src/index.ts', 'definePlugin({', 'definePlugin({{')
  await says(/Plugin acme-draft, src\/index\.ts:\d+:\d+: .*Mend that line\./)
  expect(await me()).toBe(200)

  change('src/index.ts', 'definePlugin({{', 'definePlugin({')
  await says(/Guildhall is ready/)
  expect(await me()).toBe(200)

  change('src/notes.ts', 'dueOn: date(', 'begunOn: date({ optional: true }),\n    dueOn: date(')
  await says(/begun_on: date\nThe tables of acme-draft .*Write the migration: guildhall migration new \S*acme-draft/)
  expect(await me()).toBe(200)
})
