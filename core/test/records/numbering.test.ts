import { can, defineError, defineResource, enumeration, numbered, type Resource, text } from '@guildhall/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { createRecord } from '../../src/records/write/create.ts'
import { isMadeTogether, prepareMany, prepareNew, writeMany } from '../../src/records/write/create-many.ts'
import { openWorkshop } from './workshop.ts'

const papers = defineResource('papers', {
  fields: {
    number: numbered('P-{year}-{000}'),
    title: text({ unique: true }),
    kind: enumeration(['fine', 'refused late'], { default: 'fine' }),
  },
  rules: { admin: [can('manage')] },
})
const refused = defineError('shop.refused', 409)

let shop: Awaited<ReturnType<typeof openWorkshop>>
let tenant: Awaited<ReturnType<typeof shop.tenant>>
beforeAll(async () => {
  shop = await openWorkshop([papers as unknown as Resource], {
    setup({ after }) {
      // After the number was taken.
      after.create(papers, ({ record }) => {
        if (record.kind === 'refused late') throw refused()
      })
    },
  })
})
afterAll(() => shop?.close())
beforeEach(async () => {
  tenant = await shop.tenant(`t${Math.random().toString(36).slice(2)}`)
})

const write = (values: Record<string, unknown>) =>
  shop.within(tenant.system, async (operation) => {
    await createRecord(operation, shop.engine.registry.model('papers'), values)
  })

const numbers = () =>
  withClient(shop.ownerUrl, async (client) => {
    const { rows } = await client.query<{ number: string }>(
      'select number from public.papers where tenant_id = $1 order by number',
      [tenant.id],
    )
    return rows.map(({ number }) => number)
  })

const inRow = (count: number) =>
  Array.from({ length: count }, (_, index) => `P-2026-${String(index + 1).padStart(3, '0')}`)

test('fifty at once, of which some fail at the database, some after their number was given: no hole and no number twice', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => {
      if (n % 5 === 1) return write({ title: 'The same for all' })
      if (n % 5 === 2) return write({ title: `Late ${n}`, kind: 'refused late' })
      if (n % 5 === 3) return write({ kind: 'fine' })
      return write({ title: `Paper ${n}` })
    }),
  )
  const made = outcomes.filter(({ status }) => status === 'fulfilled').length
  expect(made).toBe(21)
  expect(await numbers()).toEqual(inRow(21))
})

test('who comes after a refused one gets the number that it did not keep', async () => {
  await write({ title: 'First' })
  await expect(write({ title: 'Second', kind: 'refused late' })).rejects.toMatchObject({ code: 'shop.refused' })
  await expect(write({ title: 'First' })).rejects.toBeDefined()
  await write({ title: 'Third' })
  expect(await numbers()).toEqual(inRow(2))
})

test('records made many at a time, beside single ones and while some fail, are numbered without a hole', async () => {
  const plain = defineResource('plain-papers', {
    fields: { number: numbered('Q-{000}'), title: text({ unique: true }) },
    rules: { admin: [can('manage')] },
  })
  const other = await openWorkshop([plain as unknown as Resource])
  const { id, system } = await other.tenant('many')
  const model = other.engine.registry.model('plain-papers')
  const one = (title: string) =>
    other.within(system, async (operation) => void (await createRecord(operation, model, { title })))
  const many = (titles: readonly string[]) =>
    other.within(system, async (operation) => {
      expect(isMadeTogether(operation, model)).toBe(true)
      const ready = titles.map((title) => prepareNew(operation.context, model, { title }))
      // The first part is refused by itself, the rest goes on in the same transaction.
      await operation.unit
        .attempt(() => writeMany(operation, model, prepareMany(operation, model, [...ready, ...ready])))
        .catch(() => {})
      await operation.unit.attempt(() => writeMany(operation, model, prepareMany(operation, model, ready)))
    })
  await Promise.allSettled([
    ...Array.from({ length: 25 }, (_, n) => one(n % 3 ? `One ${n}` : 'Same')),
    ...Array.from({ length: 5 }, (_, n) => many(Array.from({ length: 20 }, (_, m) => `Many ${n} ${m}`))),
    many(['Same', 'Same']),
  ])
  const numbers = await withClient(other.ownerUrl, async (client) => {
    const { rows } = await client.query<{ number: string; told: string }>(
      `select p.number, h.after ->> 'number' as told from public.plain_papers p
       join guildhall.history h on h.tenant_id = p.tenant_id and h.record_id = p.id where p.tenant_id = $1 order by p.number`,
      [id],
    )
    return rows
  })
  await other.close()
  expect(numbers).toHaveLength(16 + 1 + 100)
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, at) => `Q-${String(at + 1).padStart(3, '0')}`))
  expect(numbers.every(({ number, told }) => number === told)).toBe(true)
})
