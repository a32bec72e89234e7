import {
  boolean,
  can,
  date,
  decimal,
  defineResource,
  duration,
  email,
  enumeration,
  instant,
  integer,
  json,
  many,
  me,
  money,
  numbered,
  ref,
  refs,
  resourceToken,
  state,
  subject,
  Type,
  text,
} from '@guildhall/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readInTenant } from '../../src/database/enter.ts'
import { bind, prepare } from '../../src/database/statement.ts'
import { type Context, entryOf } from '../../src/records/context.ts'
import { embedInto, prepareEmbeds } from '../../src/records/embed.ts'
import { present, selectList } from '../../src/records/read.ts'
import { openScope } from '../../src/records/scope.ts'
import { openWorkshop } from './workshop.ts'

const customerFields = {
  name: text({ searchable: true }),
  email: email({ optional: true, unique: true, searchable: true }),
  note: text({ optional: true, searchable: true }),
}
const jobToken = resourceToken('shop-jobs', { assignees: refs('people') })
const customers = defineResource('customers', {
  fields: { ...customerFields, jobs: many(jobToken, 'customer') },
  rules: { admin: [can('manage')], worker: [can('read', { 'jobs.assignees': me }, ['name'])] },
})
const jobs = defineResource('shop-jobs', {
  fields: {
    number: numbered('J-{year}-{0000}'),
    title: text({ searchable: true }),
    customer: ref(customers, { optional: true }),
    dueOn: date({ optional: true, indexed: true }),
    at: instant({ optional: true }),
    price: money({ optional: true }),
    weight: decimal({ optional: true, scale: 3 }),
    minutes: integer({ default: 30 }),
    spent: duration({ default: 0 }),
    urgent: boolean(),
    kind: enumeration(['repair', 'paint'], { default: 'repair' }),
    status: state(['open', 'done']),
    assignees: refs('people'),
    parent: ref('shop-jobs', { optional: true }),
    extra: json(Type.Object({ color: Type.String() }, { additionalProperties: false }), { optional: true }),
    parts: many('shop-parts', 'job'),
  },
  capabilities: ['trackable'],
  placement: { party: 'customer' },
  tree: 'parent',
  actions: {
    finish: {
      from: 'open',
      to: 'done',
      input: { minutes: integer({ minimum: 1 }) },
      run: ({ input }) => ({ spent: input.minutes * 60 }),
    },
    reopen: {
      from: 'done',
      to: 'open',
      past: 'reopened',
      run: async ({ record, scope }) => void (await scope.records(jobToken).update(record.id, { assignees: [] })),
    },
  },
  rules: {
    admin: [can('manage')],
    worker: [
      can('read', { assignees: me }, ['number', 'title', 'status', 'assignees', 'dueOn']),
      can('update', { assignees: me }, ['dueOn', 'assignees']),
      can('finish', { assignees: me }),
    ],
  },
})
const parts = defineResource('shop-parts', {
  fields: { name: text(), job: ref(jobs, { onArchive: 'cascade', onDelete: 'cascade' }) },
  rules: { admin: [can('manage')], worker: [can('read', { job: 'readable' })] },
})
const marks = defineResource('shop-marks', {
  fields: { on: subject('trackable'), from: instant(), to: instant({ optional: true }), by: ref('people') },
  exclude: [{ equal: ['by'], range: ['from', 'to'] }],
  rules: { admin: [can('manage')], worker: [can('read', { on: 'readable' }), can('create')] },
})

let shop: Awaited<ReturnType<typeof openWorkshop>>
let one: Awaited<ReturnType<typeof shop.tenant>>
let two: Awaited<ReturnType<typeof shop.tenant>>
let ann: string
let bob: string

beforeAll(async () => {
  shop = await openWorkshop([customers, jobs, parts, marks] as never)
  one = await shop.tenant('one')
  two = await shop.tenant('two')
  const person = (context: Context, name: string) =>
    shop.within(
      context,
      async (operation) =>
        (
          await openScope(operation)
            .records({ name: 'people', fields: {} })
            .create({ name, email: `${name}@example.org`, kind: 'staff' } as never)
        ).id,
    )
  ann = await person(one.system, 'Ann')
  bob = await person(one.system, 'Bob')
})
afterAll(() => shop?.close())

const inScope = <T>(context: Context, work: (scope: ReturnType<typeof openScope>) => Promise<T>) =>
  shop.within(context, (operation) => work(openScope(operation)))
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code?: string; status?: number; fields?: unknown }) => error,
  )

describe('a record', () => {
  it('keeps every kind of field as it was given', async () => {
    const values = {
      title: '  Fix the \u0065\u0301tagère ',
      dueOn: '2026-04-01',
      at: '2026-03-29T03:30:00+03:00',
      atZone: 'Europe/Bucharest',
      price: { amount: 9007199254740991, currency: 'EUR' },
      weight: 1.125,
      extra: { color: 'red' },
      assignees: [bob, ann, bob],
    }
    const made = await inScope(one.system, (scope) => scope.records(jobs).create(values as never))
    expect(made).toMatchObject({
      number: 'J-2026-0001',
      title: 'Fix the étagère',
      dueOn: '2026-04-01',
      at: '2026-03-29T00:30:00.000Z',
      atZone: 'Europe/Bucharest',
      price: { amount: 9007199254740991, currency: 'EUR' },
      weight: 1.125,
      minutes: 30,
      urgent: false,
      kind: 'repair',
      status: 'open',
      extra: { color: 'red' },
      assignees: [bob, ann],
      version: 1,
      createdAt: '2026-03-10T10:00:00.000Z',
    })
    const read = await inScope(one.system, (scope) => scope.records(jobs).get(made.id))
    expect(read).toEqual(made)
    const other = await rejection(inScope(two.system, (scope) => scope.records(jobs).get(made.id)))
    expect(other).toMatchObject({ code: 'records.not_found', status: 404 })
  })

  it('is refused with every field that does not fit', async () => {
    const refusal = await rejection(
      inScope(one.system, (scope) =>
        scope
          .records(jobs)
          .create({ title: '', dueOn: '2026-02-30', extra: { size: 1 }, kind: 'sing', nope: 1 } as never),
      ),
    )
    expect(refusal).toMatchObject({ code: 'records.invalid', status: 422 })
    const paths = ((refusal?.fields ?? []) as { path: string }[]).map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['dueOn', 'extra.size', 'kind', 'nope']))
  })

  it('cannot point to a record of another tenant', async () => {
    const foreign = await inScope(two.system, (scope) => scope.records(customers).create({ name: 'Foreign' }))
    const refusal = await rejection(
      inScope(one.system, (scope) => scope.records(jobs).create({ title: 'x', customer: foreign.id })),
    )
    expect(refusal).toBeTruthy()
  })

  it('goes from version to version and tells what changed', async () => {
    const made = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'a', assignees: [ann] }))
    const changed = await inScope(one.system, (scope) =>
      scope.records(jobs).update(made.id, { title: 'b', assignees: [bob, ann] }),
    )
    expect(changed).toMatchObject({ version: 2, title: 'b', assignees: [bob, ann] })
    const stale = await rejection(
      inScope(one.system, (scope) => scope.records(jobs).update(made.id, { title: 'c' }, { version: 1 })),
    )
    expect(stale).toMatchObject({ code: 'records.stale', status: 409 })
    const done = await inScope(one.system, (scope) => scope.records(jobs).act(made.id, 'finish', { minutes: 5 }))
    expect(done).toMatchObject({ status: 'done', spent: 300, version: 3 })
    expect(
      await rejection(inScope(one.system, (scope) => scope.records(jobs).act(made.id, 'finish', { minutes: 5 }))),
    ).toMatchObject({ code: 'records.wrong_state', status: 409 })
    const [history] = await readInTenant(shop.database, entryOf(one.system), [
      bind(
        prepare(
          'select action, version, before, after from guildhall.history where record_id = $1::uuid order by id',
          (row) => [row[0], Number(row[1]), JSON.parse(row[2] ?? 'null'), JSON.parse(row[3] ?? 'null')],
        ),
        made.id,
      ),
    ])
    expect(history.rows.map(([action, version]) => [action, version])).toEqual([
      ['create', 1],
      ['update', 2],
      ['finish', 3],
    ])
    expect(history.rows[0]?.[3]).toMatchObject({ title: 'a', number: made.number })
    expect(history.rows[1]?.slice(2)).toEqual([
      { title: 'a', assignees: [ann] },
      { title: 'b', assignees: [bob, ann] },
    ])
    const [facts] = await readInTenant(shop.database, entryOf(one.system), [
      bind(
        prepare('select name from guildhall.outbox where record_key = $1 order by sequence', ([name]) => name),
        `shop-jobs/${made.id}`,
      ),
    ])
    expect(facts.rows).toEqual(['shop.shop-jobs.created', 'shop.shop-jobs.updated', 'shop.shop-jobs.finished'])
  })

  it('keeps every one of many changes made at once, each on top of the one before', async () => {
    const customer = await inScope(one.system, (scope) => scope.records(customers).create({ name: 'start' }))
    const names = Array.from({ length: 20 }, (_, index) => `name ${index}`)
    await Promise.all(
      names.map((name) => inScope(one.system, (scope) => scope.records(customers).update(customer.id, { name }))),
    )
    const after = await inScope(one.system, (scope) => scope.records(customers).get(customer.id))
    expect(after.version).toBe(21)
    const [history] = await readInTenant(shop.database, entryOf(one.system), [
      bind(
        prepare(
          `select version, before ->> 'name', after ->> 'name' from guildhall.history where record_id = $1::uuid order by version`,
          (row) => [Number(row[0]), row[1], row[2]] as const,
        ),
        customer.id,
      ),
    ])
    expect(history.rows.map(([version]) => version)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
    history.rows.slice(1).forEach(([, before], index) => {
      expect(before).toBe(history.rows[index]?.[2])
    })
    expect(after.name).toBe(history.rows.at(-1)?.[2])
  })

  it('may be written by its own action meanwhile; the action goes on top of that', async () => {
    const made = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'a', assignees: [ann] }))
    await inScope(one.system, (scope) => scope.records(jobs).act(made.id, 'finish', { minutes: 5 }))
    const reopened = await inScope(one.system, (scope) => scope.records(jobs).act(made.id, 'reopen'))
    expect(reopened).toMatchObject({ status: 'open', assignees: [], version: 4 })
  })

  it('is archived with what hangs on it and restored with exactly those', async () => {
    const job = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'with parts' }))
    const [first, second] = await inScope(
      one.system,
      async (scope) =>
        [
          await scope.records(parts).create({ name: 'a', job: job.id }),
          await scope.records(parts).create({ name: 'b', job: job.id }),
        ] as const,
    )
    await inScope(one.system, (scope) => scope.records(parts).act(first.id, 'archive'))
    await inScope(one.system, (scope) => scope.records(jobs).act(job.id, 'archive'))
    expect(await inScope(one.system, (scope) => scope.records(parts).list({ where: { job: job.id } }))).toEqual([])
    expect(
      (await inScope(one.system, (scope) => scope.records(parts).list({ where: { job: job.id }, archived: 'only' })))
        .length,
    ).toBe(2)
    await inScope(one.system, (scope) => scope.records(jobs).act(job.id, 'restore'))
    expect(
      (await inScope(one.system, (scope) => scope.records(parts).list({ where: { job: job.id } }))).map(({ id }) => id),
    ).toEqual([second.id])
  })

  it('takes what hangs on it when it is deleted, unless that forbids it', async () => {
    const job = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'gone' }))
    const part = await inScope(one.system, (scope) => scope.records(parts).create({ name: 'a', job: job.id }))
    await inScope(one.system, (scope) => scope.records(jobs).remove(job.id))
    expect(await inScope(one.system, (scope) => scope.records(parts).find(part.id))).toBeNull()
    const customer = await inScope(one.system, (scope) => scope.records(customers).create({ name: 'kept' }))
    await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'x', customer: customer.id }))
    expect(await rejection(inScope(one.system, (scope) => scope.records(customers).remove(customer.id)))).toBeTruthy()
  })

  it('is not its own ancestor', async () => {
    const top = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'top' }))
    const below = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'below', parent: top.id }))
    expect(
      await rejection(inScope(one.system, (scope) => scope.records(jobs).update(top.id, { parent: below.id }))),
    ).toBeTruthy()
    expect(
      await rejection(inScope(one.system, (scope) => scope.records(jobs).update(top.id, { parent: top.id }))),
    ).toBeTruthy()
  })

  it('gets a number nobody else has, without gaps, under fifty creations at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        inScope(two.system, (scope) => scope.records(jobs).create({ title: `n${index}` })),
      ),
    )
    const numbers = made.map(({ number }) => number).sort()
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => `J-2026-${String(index + 1).padStart(4, '0')}`))
  })
})

describe('a worker', () => {
  it('sees, changes and finishes only what is his, and only the open fields', async () => {
    const mine = await inScope(one.system, (scope) =>
      scope.records(jobs).create({ title: 'mine', assignees: [ann], price: { amount: 5, currency: 'EUR' } }),
    )
    const his = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'his', assignees: [bob] }))
    const worker = one.as('worker', ann)
    const seen = await inScope(worker, (scope) => scope.records(jobs).get(mine.id))
    expect(seen).not.toHaveProperty('price')
    expect(await inScope(worker, (scope) => scope.records(jobs).find(his.id))).toBeNull()
    expect(
      await rejection(inScope(worker, (scope) => scope.records(jobs).update(mine.id, { title: 'x' }))),
    ).toMatchObject({ code: 'records.forbidden_fields', status: 403 })
    expect(
      await rejection(inScope(worker, (scope) => scope.records(jobs).update(mine.id, { assignees: [bob] }))),
    ).toBeTruthy()
    expect(
      await inScope(worker, (scope) => scope.records(jobs).update(mine.id, { dueOn: '2026-05-05' })),
    ).toMatchObject({ dueOn: '2026-05-05' })
    expect(
      await rejection(
        inScope(worker, (scope) => scope.records(jobs).list({ where: { 'price.amount_gt': 1 } as never })),
      ),
    ).toMatchObject({ status: 422 })
    expect(await rejection(inScope(worker, (scope) => scope.records(jobs).remove(mine.id)))).toMatchObject({
      status: 403,
    })
  })

  it('sees the customer of his job by name only, and finds nothing by what he may not read', async () => {
    const customer = await inScope(one.system, (scope) =>
      scope.records(customers).create({ name: 'Zoltan', note: 'secretword' }),
    )
    const job = await inScope(one.system, (scope) =>
      scope.records(jobs).create({ title: 'for zoltan', customer: customer.id, assignees: [ann] }),
    )
    const worker = one.as('worker', ann)
    expect(await inScope(worker, (scope) => scope.records(customers).get(customer.id))).toEqual({
      id: customer.id,
      version: 1,
      archivedAt: null,
      name: 'Zoltan',
    })
    expect((await inScope(worker, (scope) => scope.records(customers).list({ search: 'zolt' }))).length).toBe(1)
    expect((await inScope(worker, (scope) => scope.records(customers).list({ search: 'secretw' }))).length).toBe(0)
    expect((await inScope(one.system, (scope) => scope.records(customers).list({ search: 'SECRETW' }))).length).toBe(1)
    await inScope(one.system, (scope) => scope.records(jobs).update(job.id, { assignees: [] }))
    expect(await inScope(worker, (scope) => scope.records(customers).find(customer.id))).toBeNull()
  })
})

it('a report counts what its reader may see, and has no column of what he may not', async () => {
  const mine = await inScope(one.system, (scope) =>
    scope.records(jobs).create({ title: 'counted', assignees: [bob], minutes: 91 }),
  )
  const count = (context: Context) =>
    inScope(context, (scope) =>
      scope.sql<{ title: string; n: string }>(jobs, (readable) =>
        readable.select('title').count({ n: '*' }).groupBy('title'),
      ),
    )
  expect((await count(one.as('worker', bob))).find(({ title }) => title === 'counted')?.n).toBe('1')
  expect((await count(one.as('worker', ann))).find(({ title }) => title === 'counted')).toBeUndefined()
  expect((await count(two.system)).find(({ title }) => title === 'counted')).toBeUndefined()
  const minutes = (context: Context) =>
    inScope(context, (scope) => scope.sql(jobs, (readable) => readable.select('minutes').where({ id: mine.id })))
  expect(await minutes(one.system)).toEqual([{ minutes: '91' }])
  expect(await rejection(minutes(one.as('worker', bob)))).toBeTruthy()
})

describe('a subject', () => {
  it('is any capable record the actor may read, and carries its party', async () => {
    const customer = await inScope(one.system, (scope) => scope.records(customers).create({ name: 'Party' }))
    const job = await inScope(one.system, (scope) =>
      scope.records(jobs).create({ title: 'tracked', customer: customer.id, assignees: [ann] }),
    )
    const mark = await inScope(one.as('worker', ann), (scope) =>
      scope.records(marks).create({ on: `shop-jobs/${job.id}`, from: '2026-03-10T08:00:00Z', by: ann }),
    )
    expect(mark.on).toBe(`shop-jobs/${job.id}`)
    const [row] = await readInTenant(shop.database, entryOf(one.system), [
      bind(prepare('select on_party_resource, on_party_id from public.shop_marks where id = $1::uuid'), mark.id),
    ])
    expect(row.rows[0]).toEqual(['customers', customer.id])
    expect(
      await rejection(
        inScope(one.as('worker', bob), (scope) =>
          scope.records(marks).create({ on: `shop-jobs/${job.id}`, from: '2026-03-10T08:00:00Z', by: bob }),
        ),
      ),
    ).toMatchObject({ status: 422 })
    expect(
      await rejection(
        inScope(one.system, (scope) =>
          scope.records(marks).create({ on: `customers/${customer.id}`, from: '2026-03-10T08:00:00Z', by: ann }),
        ),
      ),
    ).toMatchObject({ status: 422 })
  })

  it('does not overlap with another of the same person, the open one included', async () => {
    const job = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'x' }))
    const at = (from: string, to?: string) =>
      inScope(one.system, (scope) =>
        scope.records(marks).create({ on: `shop-jobs/${job.id}`, from, ...(to && { to }), by: bob }),
      )
    await at('2026-03-11T08:00:00Z', '2026-03-11T09:00:00Z')
    await at('2026-03-11T09:00:00Z')
    expect(await rejection(at('2026-03-12T08:00:00Z', '2026-03-12T09:00:00Z'))).toBeTruthy()
  })
})

describe('embedding', () => {
  it('takes records along under the reader’s rules, without one query a row', async () => {
    const customer = await inScope(one.system, (scope) =>
      scope.records(customers).create({ name: 'true', note: 'hidden' }),
    )
    await inScope(one.system, async (scope) => {
      for (const title of ['e1', 'e2']) {
        const job = await scope.records(jobs).create({ title, customer: customer.id, assignees: [ann], minutes: 77 })
        await scope.records(parts).create({ name: `part of ${title}`, job: job.id })
      }
    })
    const context = one.system
    const model = shop.engine.registry.model('shop-jobs')
    const embeds = prepareEmbeds(shop.engine, context, model, ['customer', 'assignees', 'parts'])
    const [rows] = await readInTenant(shop.database, entryOf(context), [
      selectList(context, model, { where: { minutes: 77 }, sort: ['title', 'ASC'] }).rows,
    ])
    const page = rows.rows.map((loaded) => present(context, model, loaded))
    await embedInto(shop.engine, context, model, page, embeds)
    expect(page.map(({ _embed }) => _embed)).toMatchObject([
      {
        customer: { name: 'true', note: 'hidden' },
        assignees: [{ id: ann, name: 'Ann' }],
        parts: [{ name: 'part of e1' }],
      },
      { customer: { name: 'true' }, parts: [{ name: 'part of e2' }] },
    ])
    const nested = prepareEmbeds(shop.engine, context, shop.engine.registry.model('shop-parts'), ['job.customer'])
    const partModel = shop.engine.registry.model('shop-parts')
    const [found] = await readInTenant(shop.database, entryOf(context), [
      selectList(context, partModel, { where: { 'job.minutes': 77 } }).rows,
    ])
    const partPage = found.rows.map((loaded) => present(context, partModel, loaded))
    await embedInto(shop.engine, context, partModel, partPage, nested)
    expect(partPage[0]?._embed).toMatchObject({ job: { _embed: { customer: { name: 'true' } } } })
  })
})

it('merging moves every reference to the winner and archives the loser', async () => {
  const [winner, loser] = await inScope(
    one.system,
    async (scope) =>
      [
        await scope.records(customers).create({ name: 'w' }),
        await scope.records(customers).create({ name: 'l' }),
      ] as const,
  )
  const job = await inScope(one.system, (scope) => scope.records(jobs).create({ title: 'm', customer: loser.id }))
  await inScope(one.system, (scope) => scope.records(customers).merge(winner.id, loser.id))
  expect(await inScope(one.system, (scope) => scope.records(jobs).get(job.id))).toMatchObject({
    customer: winner.id,
    version: 2,
  })
  expect((await inScope(one.system, (scope) => scope.records(customers).get(loser.id))).archivedAt).not.toBeNull()
})

it('rights that were overtaken undo the work', async () => {
  const old = { ...one.system, tenant: { ...one.system.tenant, epoch: 0 } }
  expect(await rejection(inScope(old, (scope) => scope.records(customers).create({ name: 'late' })))).toMatchObject({
    code: 'GH001',
  })
  expect(
    (await inScope(one.system, (scope) => scope.records(customers).list({ where: { name: 'late' } }))).length,
  ).toBe(0)
})
