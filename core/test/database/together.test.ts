import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { withDatabase } from '../../src/database/database-url.ts'
import { provisionExternal } from '../../src/database/external.ts'
import { appRole, ownerRole, provisionServer, withClient } from '../../src/database/provision.ts'
import { createTestDatabase, repositoryRoot } from '../../testing/index.ts'

const run = promisify(execFile)
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A database as an operator makes it for us: it has an owner and nothing in it. */
async function bareDatabase() {
  const { superUrl, drop } = await createTestDatabase()
  ends.push(drop)
  const server = withDatabase(superUrl, 'postgres')
  const name = `bare_${randomBytes(6).toString('hex')}`
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} OWNER ${ownerRole}`))
  ends.push(() => withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)))
  const url = (user: string, password: string) => withDatabase(superUrl, name, { user, password })
  return { server, name, appUrl: url(appRole, 'app'), ownerUrl: url(ownerRole, 'owner') }
}

test('many that prepare one outside database at once all find it prepared', async () => {
  for (let round = 0; round < 3; round++) {
    const database = await bareDatabase()
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => provisionExternal(database)))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    const { rows } = await withClient(database.appUrl, (client) => client.query(`SELECT unaccent('é') AS plain`))
    expect(rows).toEqual([{ plain: 'e' }])
  }
})

test('many that prepare our own server at once all find it prepared', async () => {
  const { server, name } = await bareDatabase()
  const passwords = { owner: 'owner', app: 'app' }
  const options = { superUrl: server, passwords, database: `${name}_own` }
  ends.push(() => withClient(server, (client) => client.query(`DROP DATABASE ${name}_own WITH (FORCE)`)))
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => provisionServer(options)))
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
})

test('two programs that first start at once on one outside database both end well', { timeout: 120_000 }, async () => {
  const { appUrl, ownerUrl } = await bareDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-together-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  const env = { ...process.env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, GUILDHALL_DATA: folder }
  const program = [join(repositoryRoot, 'core/src/cli/main.ts'), 'migrate', '--json']
  const both = [1, 2].map(() =>
    run(process.execPath, ['--conditions=source', ...program], { env, cwd: repositoryRoot }),
  )
  for (const { stderr } of await Promise.all(both)) expect(stderr).toBe('')
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query('SELECT count(*)::int AS twice FROM guildhall.migrations GROUP BY plugin, name HAVING count(*) > 1'),
  )
  expect(rows).toEqual([])
})

test('what is not the fault of the role is not said to be', async () => {
  const database = await bareDatabase()
  // A type in the way of the extension's own.
  await withClient(database.ownerUrl, (client) => client.query('CREATE TYPE public.gtrgm AS ENUM ()'))
  await expect(provisionExternal(database)).rejects.toMatchObject({ code: 'boot.database_unprepared' })
})
