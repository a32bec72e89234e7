import { beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../../src/database/database-url.ts'
import { provisionExternal } from '../../src/database/external.ts'
import { provisionServer, withClient } from '../../src/database/provision.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'

let database: TestDatabase
let roles = 0

beforeAll(async () => {
  database = await createTestDatabase()
  return database.drop
})

test('the application role owns nothing and cannot leave row-level security', async () => {
  const facts = await ask(
    database.appUrl,
    `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS mighty FROM pg_roles WHERE rolname = current_user`,
  )
  expect(facts).toEqual({ mighty: false })
  await expect(ask(database.appUrl, 'CREATE TABLE public.mine ()')).rejects.toThrow(/permission denied/)
  await expect(ask(database.appUrl, 'CREATE TABLE guildhall.mine ()')).rejects.toThrow(/permission denied/)
  await expect(ask(database.appUrl, 'CREATE SCHEMA mine')).rejects.toThrow(/permission denied/)
  await expect(ask(database.appUrl, 'SET ROLE guildhall_owner')).rejects.toThrow(/permission denied/)
})

test.each(['guildhall', 'public'])(
  'what the owner makes in %s the application may read and write, and not change',
  async (schema) => {
    await ask(database.ownerUrl, `CREATE TABLE ${schema}.made (id bigserial, word text)`)
    await ask(database.appUrl, `INSERT INTO ${schema}.made (word) VALUES ('x')`)
    expect(await ask(database.appUrl, `SELECT word FROM ${schema}.made`)).toEqual({ word: 'x' })
    await expect(ask(database.appUrl, `ALTER TABLE ${schema}.made ADD more text`)).rejects.toThrow(/must be owner/)
    await expect(ask(database.appUrl, `TRUNCATE ${schema}.made`)).rejects.toThrow(/permission denied/)
  },
)

test('every session speaks UTC and ISO, and both roles search by trigram in every script', async () => {
  for (const url of [database.appUrl, database.ownerUrl]) {
    const zone = `SELECT current_setting('timezone') AS zone, split_part(current_setting('datestyle'), ',', 1) AS style`
    expect(await ask(url, zone)).toEqual({ zone: 'UTC', style: 'ISO' })
    expect(
      await ask(
        url,
        `SELECT 'Привет' ILIKE '%приве%' AS cyrillic, similarity('țară', 'țara') > 0.2 AS romanian, unaccent('țară') AS plain`,
      ),
    ).toEqual({
      cyrillic: true,
      romanian: true,
      plain: 'tara',
    })
  }
})

test('nobody else may enter the database', async () => {
  await ask(database.superUrl, `CREATE ROLE stranger LOGIN PASSWORD 'stranger'`)
  const url = withDatabase(database.superUrl, database.name, { user: 'stranger', password: 'stranger' })
  await expect(ask(url, 'SELECT 1')).rejects.toThrow(/permission denied for database/)
})

test('provisioning twice changes nothing and keeps the rows', async () => {
  await ask(database.ownerUrl, `CREATE TABLE kept AS SELECT 'yes' AS word`)
  const superUrl = withDatabase(database.superUrl, 'postgres')
  const urls = await provisionServer({ superUrl, passwords: { owner: 'owner', app: 'app' }, database: database.name })
  expect(await ask(urls.appUrl, 'SELECT word FROM kept')).toEqual({ word: 'yes' })
})

test('a PostgreSQL of somebody else is prepared as far as the owner may, as often as one likes', async () => {
  await ask(database.superUrl, 'DROP EXTENSION unaccent')
  await provisionExternal(database)
  await provisionExternal(database)
  expect(await ask(database.appUrl, `SELECT unaccent('é') AS plain`)).toEqual({ plain: 'e' })
})

test.each([
  ['a superuser', () => database.superUrl, /is a superuser/],
  ['the owner', () => database.ownerUrl, /owns the database/],
  ['a role that bypasses row-level security', () => roleWith('BYPASSRLS'), /BYPASSRLS/],
  ['a member of the owner', () => roleWith('IN ROLE guildhall_owner'), /may act as the owner/],
])('DATABASE_URL as %s is refused with the remedy', async (_, url, message) => {
  const refusal = provisionExternal({ appUrl: await url(), ownerUrl: database.ownerUrl })
  await expect(refusal).rejects.toMatchObject({
    code: 'boot.app_role_privileged',
    message: expect.stringMatching(message),
    remedy: expect.stringContaining('NOBYPASSRLS'),
  })
})

test('an owner that may not create is told the statement that mends it', async () => {
  const refusal = provisionExternal({ appUrl: database.appUrl, ownerUrl: await roleWith('') })
  await expect(refusal).rejects.toMatchObject({ code: 'boot.owner_role_weak', remedy: /ALTER DATABASE/ })
})

test('a DATABASE_URL that does not answer is one line, without the password', async () => {
  const url = 'postgres://app:sesame@127.0.0.1:1/guildhall'
  const refusal = await provisionExternal({ appUrl: url, ownerUrl: url }).catch((error: { line: string }) => error.line)
  expect(refusal).toMatch(/^DATABASE_URL \(127\.0\.0\.1:1\/guildhall\) does not answer: .*ECONNREFUSED.*\. Start /)
  expect(refusal).not.toContain('sesame')
})

test('a wrong password is one line too', async () => {
  const appUrl = withDatabase(database.appUrl, database.name, { user: 'guildhall_app', password: 'wrong' })
  await expect(provisionExternal({ ...database, appUrl })).rejects.toMatchObject({
    code: 'boot.database_unreachable',
    message: expect.stringContaining('password authentication failed'),
  })
})

async function roleWith(attributes: string): Promise<string> {
  roles += 1
  const role = `tried_${roles}`
  await ask(database.superUrl, `CREATE ROLE ${role} LOGIN PASSWORD 'tried' ${attributes}`)
  await ask(database.superUrl, `GRANT CONNECT ON DATABASE ${database.name} TO ${role}`)
  return withDatabase(database.superUrl, database.name, { user: role, password: 'tried' })
}

async function ask(url: string, question: string): Promise<unknown> {
  return withClient(url, async (client) => (await client.query(question)).rows[0])
}
