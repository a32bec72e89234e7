import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOneInTenant } from '../../src/database/enter.ts'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { withClient } from '../../src/database/provision.ts'
import { type Passenger, shareTrips } from '../../src/database/shared-trip.ts'
import { bind, prepare } from '../../src/database/statement.ts'
import { createTestDatabase, type TestDatabase, templateDatabase } from '../../testing/database.ts'

let testDatabase: TestDatabase
let database: Database

const add = prepare('insert into notes (tenant, word) values ($1, $2) returning word')
const name = prepare(`select set_config('app.tenant', $1, true)`)
const whose = prepare(
  `select current_setting('app.tenant'), pg_current_xact_id_if_assigned()::text, count(*) from notes`,
)

beforeAll(async () => {
  await templateDatabase('notes', async ({ ownerUrl }) => {
    await withClient(ownerUrl, (client) =>
      client.query('create table notes (tenant text, word text primary key); grant all on notes to guildhall_app'),
    )
  })
  testDatabase = await createTestDatabase('notes')
  database = openDatabase({ url: testDatabase.appUrl, size: 6, name: 'test' })
})

afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const note = (tenant: string, word: string): Passenger => ({
  key: tenant,
  enter: bind(name, tenant),
  statements: [bind(add, tenant, word), bind(whose)],
})

const words = async () =>
  withClient(testDatabase.ownerUrl, async (client) =>
    (await client.query('select word from notes order by word')).rows.map(({ word }) => word),
  )

test('writes that come together are committed together, each in its own tenant', async () => {
  const answers = await Promise.all(
    ['a1', 'b1', 'a2', 'b2'].map((word) => database.shareWrite(note(word[0] ?? '', word))),
  )
  const seen = answers.map(({ results }) => results[1]?.rows[0] as string[])
  expect(seen.map(([tenant]) => tenant)).toEqual(['a', 'b', 'a', 'b'])
  expect(new Set(seen.map(([, transaction]) => transaction)).size).toBe(1)
  expect(answers.map(({ results }) => results[0]?.rows)).toEqual([[['a1']], [['b1']], [['a2']], [['b2']]])
  expect(await words()).toEqual(['a1', 'a2', 'b1', 'b2'])
})

test('who fails fails alone, and his neighbours are written once', async () => {
  const answers = await Promise.allSettled(['c1', 'a1', 'c2', 'c1'].map((word) => database.shareWrite(note('c', word))))
  expect(answers.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(2)
  expect(answers[1]).toMatchObject({ status: 'rejected', reason: { code: '23505' } })
  expect(answers[2]?.status).toBe('fulfilled')
  expect((await words()).filter((word) => word.startsWith('c'))).toEqual(['c1', 'c2'])
})

test('who waits for a lock does not keep his neighbours waiting', async () => {
  const lock = prepare(`select word from notes where word = $1 for update`)
  const locking: Passenger = { key: 'd', enter: bind(name, 'd'), statements: [bind(lock, 'a1')] }
  await withClient(testDatabase.ownerUrl, async (holder) => {
    await holder.query('begin')
    await holder.query(`select 1 from notes where word = 'a1' for update`)
    let isThrough = false
    const waiting = database.shareWrite(locking).then(() => {
      isThrough = true
    })
    await Promise.all([database.shareWrite(note('d', 'd1')), database.shareWrite(note('d', 'd2'))])
    expect(isThrough).toBe(false)
    expect((await words()).filter((word) => word.startsWith('d'))).toEqual(['d1', 'd2'])
    await holder.query('rollback')
    await waiting
  })
})

test('where the connection broke, everybody is told and nothing is sent again', async () => {
  let times = 0
  const share = shareTrips(
    async () => {
      times++
      throw new Error('Connection terminated unexpectedly')
    },
    { trips: 2, passengers: 8 },
  )
  const answers = await Promise.allSettled([share(note('e', 'e1')), share(note('e', 'e2'))])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(times).toBe(1)
})

test('what comes while trips are under way takes the next, no more together than fit', async () => {
  const sizes: number[] = []
  let under = 0
  let most = 0
  const share = shareTrips(
    async (statements) => {
      sizes.push(statements.length)
      most = Math.max(most, ++under)
      await new Promise((resolve) => setTimeout(resolve, 20))
      under--
      return statements.map(() => ({ rows: [], affected: 0 }))
    },
    { trips: 2, passengers: 3 },
  )
  const one = (key: string): Passenger => ({ key, enter: bind(name, key), statements: [bind(whose)] })
  await Promise.all(Array.from({ length: 10 }, () => share(one('f'))))
  expect(sizes).toEqual([4, 4, 4, 2])
  expect(most).toBe(2)
})

test('a record read together with others belongs to who asked, and overtaken rights are told to him alone', async () => {
  const rights = new Map([
    ['7', 1],
    ['8', 2],
  ])
  const share = shareTrips(
    async (statements) =>
      statements.map(({ statement, values }) =>
        statement.text.includes('guildhall.tenants')
          ? { rows: [{ tenant: rights.get(String(values[0])), user: null }], affected: 1 }
          : { rows: [values[0]], affected: 1 },
      ),
    { trips: 1, passengers: 8 },
  )
  const source = { ...database, shareRead: share }
  const read = (tenantId: string, tenantEpoch: number, word: string) =>
    readOneInTenant(source, { tenantId, userId: null, tenantEpoch, userEpoch: 0 }, bind(prepare('select $1'), word))
  const answers = await Promise.allSettled([read('7', 1, 'x'), read('8', 1, 'y'), read('8', 2, 'z'), read('7', 1, 'w')])
  expect(answers).toMatchObject([
    { value: 'x' },
    { status: 'rejected', reason: { code: 'GH001' } },
    { value: 'z' },
    { value: 'w' },
  ])
})
