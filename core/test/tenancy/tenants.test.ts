import { DomainError } from '@guildhall/sdk'
import { describe, expect, test, vi } from 'vitest'
import { openHouse, password } from './house.ts'

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? `${error.status} ${error.code}` : String(error)),
  )
}

async function superadmin(house: Awaited<ReturnType<typeof openHouse>>, name = 'root') {
  return house.identity.createUser({ email: `${name}@house.example`, name, password, superadmin: true })
}

describe('a tenant', () => {
  test('begins with a role for each archetype in its language, and with its plugins on', async () => {
    const house = await openHouse()
    const { admin, tenant } = await house.tenant('north', {
      language: 'ro',
      roles: [{ name: 'Grădinar', archetype: 'worker' }],
    })
    const roles = await admin.list('roles')
    expect(roles.map(({ archetype, system }) => `${archetype} ${system}`)).toEqual([
      'admin true',
      'manager true',
      'worker true',
      'client true',
      'observer true',
      'worker false',
    ])
    expect(roles[0]?.name).toBe('Administrator')
    expect([...(await admin.context()).plugins]).toEqual(['core', 'garden'])
    expect(
      await house.ask('select from guildhall.history where tenant_id = $1 and resource = $2', [tenant.id, 'roles']),
    ).toHaveLength(6)
  })

  test('has a slug of its own and settings that can be meant', async () => {
    const house = await openHouse()
    const { tenants } = house.tenancy
    await tenants.create({ slug: 'north', name: 'North', host: 'North.example' })
    expect(await codeOf(tenants.create({ slug: 'north', name: 'Again' }))).toBe('409 tenancy.slug_taken')
    expect(await codeOf(tenants.create({ slug: 'n2', name: 'Again', host: 'NORTH.example' }))).toBe(
      '409 tenancy.host_taken',
    )
    for (const wrong of [
      { slug: 'No Slug' },
      { zone: 'Mars/Olympus' },
      { zone: '+02:00' },
      { currency: 'XXQ' },
      { weekStart: 8 },
      { language: 'klingonisch' },
      { parent: '019b0000-0000-7000-8000-000000000000' },
    ])
      expect(await codeOf(tenants.create({ slug: 'south', name: 'South', ...wrong })), JSON.stringify(wrong)).toBe(
        '422 records.invalid',
      )
    expect(await tenants.find({ slug: 'south' })).toBeNull()
    expect(await tenants.find({ host: 'NORTH.EXAMPLE' })).toMatchObject({ slug: 'north' })
  })

  test('changes its settings at the next request, one after another', async () => {
    const house = await openHouse()
    const { admin, tenant } = await house.tenant('north')
    const { id } = await superadmin(house)
    const by = await house.tenancy.contextFor({ userId: id, tenantSlug: 'north' })
    expect((await admin.context()).tenant.zone).toBe('UTC')
    const changed = await house.tenancy.tenants.update(
      tenant.id,
      { zone: 'Europe/Bucharest', weekStart: 7 },
      { version: 1, by },
    )
    expect(changed).toMatchObject({ zone: 'Europe/Bucharest', weekStart: 7, version: 2 })
    expect(await codeOf(house.tenancy.tenants.update(tenant.id, { zone: 'Europe/Paris' }, { version: 1, by }))).toBe(
      '409 records.stale',
    )
    // Whoever reads learns of it; memory alone does not.
    expect((await admin.context()).tenant.zone).toBe('UTC')
    await admin.list('plots')
    expect((await admin.context()).tenant.zone).toBe('Europe/Bucharest')
    const [entry] = await house.ask<{ actor_id: string; before: object; after: object }>(
      `select * from guildhall.history where resource = 'tenants'`,
    )
    expect(entry).toMatchObject({
      actor_id: by.actor.id,
      before: { zone: 'UTC', weekStart: 1 },
      after: { zone: 'Europe/Bucharest', weekStart: 7 },
    })
  })

  test('that is suspended lets in superadmins only', async () => {
    const house = await openHouse()
    const { tenant, boss } = await house.tenant('north')
    const { id } = await superadmin(house)
    const by = await house.tenancy.contextFor({ userId: id, tenantSlug: 'north' })
    await house.tenancy.tenants.update(tenant.id, { status: 'suspended' }, { by })
    expect(
      await codeOf(
        house.tenancy.contextFor({ userId: await house.userIdOf(boss.email), tenantSlug: 'north', fresh: true }),
      ),
    ).toBe('403 tenancy.suspended')
    expect((await house.tenancy.contextFor({ userId: id, tenantSlug: 'north', fresh: true })).outside).toBe(
      'superadmin',
    )
  })
})

describe('the tree of tenants', () => {
  test('has no circle, even when two moves come at once', async () => {
    const house = await openHouse()
    const { tenants } = house.tenancy
    const { id } = await superadmin(house)
    const a = await tenants.create({ slug: 'a', name: 'A' })
    const b = await tenants.create({ slug: 'b', name: 'B', parent: a.id })
    const c = await tenants.create({ slug: 'c', name: 'C', parent: b.id })
    const by = await house.tenancy.contextFor({ userId: id, tenantSlug: 'a' })
    expect(await codeOf(tenants.update(a.id, { parent: c.id }, { by }))).toBe('422 tenancy.cycle')
    expect(await codeOf(tenants.update(a.id, { parent: a.id }, { by }))).toBe('422 tenancy.cycle')
    for (let round = 0; round < 5; round++) {
      const [x, y] = [
        await tenants.create({ slug: `x${round}`, name: 'X' }),
        await tenants.create({ slug: `y${round}`, name: 'Y' }),
      ]
      const moves = await Promise.all([
        codeOf(tenants.update(x.id, { parent: y.id }, { by })),
        codeOf(tenants.update(y.id, { parent: x.id }, { by })),
      ])
      expect(moves.sort()).toEqual(['422 tenancy.cycle', 'done'])
    }
  })

  test('lets administrators above act for those below, and nobody sideways or upwards', async () => {
    const house = await openHouse()
    const top = await house.tenant('top')
    const below = await house.tenant('below', { parent: top.tenant.id })
    const deep = await house.tenant('deep', { parent: below.tenant.id })
    await house.tenant('beside', { parent: top.tenant.id })
    await top.person('worker')
    const chief = await house.userIdOf(top.boss.email)
    const acting = house.acting(chief, 'deep')
    const context = await acting.context()
    expect(context).toMatchObject({ outside: 'parent', me: null, actor: { kind: 'outside', label: 'admin' } })
    const plot = await acting.create('plots', { name: 'Roses' })
    expect(plot.createdBy).toBe(context.actor.id)
    expect(
      await house.ask(`select kind, label, user_id from guildhall.actors where id = $1`, [plot.createdBy]),
    ).toEqual([{ kind: 'outside', label: 'admin', user_id: chief }])

    expect(await codeOf(acting.remove('people', deep.boss.id))).toBe('403 records.forbidden')
    expect(await codeOf(acting.take('people', deep.boss.id, 'deactivate'))).toBe('403 records.forbidden')
    expect(await codeOf(acting.update('people', deep.boss.id, { email: 'mine@top.example' }))).toBe(
      '403 records.forbidden_fields',
    )
    const worker = await deep.person('ana')
    expect(await codeOf(acting.take('people', worker.id, 'deactivate'))).toBe('done')

    const not = '404 tenancy.not_found'
    const enter = (email: string, tenantSlug: string) =>
      house.userIdOf(email).then((userId) => codeOf(house.tenancy.contextFor({ userId, tenantSlug })))
    expect(await enter('worker@top.example', 'below')).toBe(not)
    expect(await enter('admin@below.example', 'top')).toBe(not)
    expect(await enter('admin@below.example', 'beside')).toBe(not)
    expect(await enter('admin@below.example', 'deep')).toBe('done')
    expect(await enter('admin@below.example', 'nowhere')).toBe(not)

    const open = async (email: string) =>
      (await house.tenancy.memberships(await house.userIdOf(email))).map(({ slug, status }) => `${slug} ${status}`)
    expect(await open(top.boss.email)).toEqual(['top active', 'below outside', 'beside outside', 'deep outside'])
    expect(await open('admin@below.example')).toEqual(['below active', 'deep outside'])
    expect(await open('worker@top.example')).toEqual(['top active'])
  })

  test('moves a branch with all access at once', async () => {
    const house = await openHouse()
    const [one, two] = [await house.tenant('one'), await house.tenant('two')]
    const branch = await house.tenant('branch', { parent: one.tenant.id })
    await house.tenant('leaf', { parent: branch.tenant.id })
    const { id } = await superadmin(house)
    const first = house.acting(await house.userIdOf(one.boss.email), 'leaf')
    const second = house.acting(await house.userIdOf(two.boss.email), 'leaf')
    expect(await first.list('plots')).toEqual([])
    expect(await codeOf(second.list('plots'))).toBe('404 tenancy.not_found')
    const by = await house.tenancy.contextFor({ userId: id, tenantSlug: 'branch' })
    await house.tenancy.tenants.update(branch.tenant.id, { parent: two.tenant.id }, { by })
    expect(await codeOf(first.list('plots'))).toBe('404 tenancy.not_found')
    expect(await second.list('plots')).toEqual([])
  })

  test('takes access below from who no longer administers above', async () => {
    const house = await openHouse()
    const top = await house.tenant('top')
    await house.tenant('below', { parent: top.tenant.id })
    const second = await top.person('second', 'admin')
    const acting = house.acting(await house.userIdOf(second.email), 'below')
    expect(await acting.list('plots')).toEqual([])
    await top.admin.take('people', second.id, 'deactivate')
    expect(await codeOf(acting.list('plots'))).toBe('404 tenancy.not_found')
  })
})

describe('a superadmin', () => {
  test('acts everywhere as one from outside, with an administrator’s rights, and is recorded', async () => {
    const house = await openHouse()
    const { tenant } = await house.tenant('north')
    const { id } = await superadmin(house)
    const signedIn = await house.identity.signIn({ name: 'root@house.example', password, ip: null, agent: null })
    expect(signedIn.tenant).toBeNull()
    const root = house.acting(id, 'north')
    const [here, again] = await Promise.all([root.context(true), root.context(true)])
    expect(here.actor).toEqual(again.actor)
    expect(here).toMatchObject({ outside: 'superadmin', me: null })
    await root.create('plots', { name: 'Roses' })
    expect(
      await house.ask(`select actor_id from guildhall.history where tenant_id = $1 and resource = 'plots'`, [
        tenant.id,
      ]),
    ).toEqual([{ actor_id: here.actor.id }])
    expect((await house.tenancy.contextFor({ userId: id })).tenant.slug).toBe('north')
    expect(await codeOf(root.take('people', (await root.list('people'))[0]?.id, 'deactivate'))).toBe(
      '409 people.last_administrator',
    )
  })
})

describe('contexts', () => {
  test('are answered from memory; one that is not costs a single round trip', async () => {
    const house = await openHouse()
    const { boss } = await house.tenant('north')
    const userId = await house.userIdOf(boss.email)
    const run = vi.spyOn(house.database, 'run')
    await house.tenancy.contextFor({ userId, tenantSlug: 'north' })
    expect(run.mock.calls.length).toBeLessThanOrEqual(1)
    run.mockClear()
    const one = await house.tenancy.contextFor({ userId, tenantSlug: 'north', requestId: 'r1' })
    expect(run).not.toHaveBeenCalled()
    expect(one.requestId).toBe('r1')
    await house.tenancy.contextFor({ userId, tenantSlug: 'north', fresh: true })
    expect(run.mock.calls.length).toBe(1)
  })

  test('share the plan among all who may do the same, in whichever tenant, and name roles as the tenant does', async () => {
    const house = await openHouse()
    const [north, south] = [await house.tenant('north'), await house.tenant('south')]
    const bare = await house.tenant('bare', { plugins: [] })
    const [a, b, c] = [await north.admin.context(), await south.admin.context(), await bare.admin.context()]
    expect(a.plan).toBe(b.plan)
    expect(a.plan).not.toBe(c.plan)
    expect(c.plan.verdict('plots', 'read')).toBe('never')
    expect(a.roles?.map(({ name }) => name)).toEqual(['Administrator'])
    const [, manager] = await south.admin.list('roles')
    await south.admin.update('roles', manager?.id, {
      differences: { add: [{ resource: 'plots', rule: { action: 'delete' } }], remove: [] },
    })
    await Promise.all([north.person('m', 'manager'), south.person('m', 'manager')])
    const [m, n] = [
      await (await house.member('north', 'm')).context(),
      await (await house.member('south', 'm')).context(),
    ]
    expect(m.plan.has('plots', 'delete')).toBe(false)
    expect(n.plan.has('plots', 'delete')).toBe(true)
  })

  test('of plugins and of the system have their own actor and rights', async () => {
    const house = await openHouse()
    const { tenant } = await house.tenant('north')
    const contexts = await Promise.all(
      [1, 2, 3].map(() => house.tenancy.contextForPlugin(tenant.id, 'garden', { fresh: true })),
    )
    expect(new Set(contexts.map(({ actor }) => actor.id)).size).toBe(1)
    expect(contexts[0]).toMatchObject({ me: null, userId: null, actor: { kind: 'plugin', label: 'garden' } })
    expect(contexts[0]?.plan.has('plots', 'delete')).toBe(true)
    expect(contexts[0]?.plan.has('people', 'read')).toBe(false)
    const system = await house.tenancy.contextForSystem(tenant.id, 'night shift')
    expect(system).toMatchObject({ reason: 'night shift', actor: { kind: 'system' } })
    expect(await codeOf(house.tenancy.contextForPlugin('019b0000-0000-7000-8000-000000000000', 'garden'))).toBe(
      '404 tenancy.not_found',
    )
  })

  test('land where the user was last', async () => {
    const house = await openHouse()
    const { boss } = await house.tenant('north')
    const south = await house.tenant('south')
    await south.person('x', 'worker', { email: boss.email })
    const userId = await house.userIdOf(boss.email)
    expect((await house.tenancy.contextFor({ userId })).tenant.slug).toBe('north')
    await house.identity.account.rememberTenant(userId, south.tenant.id)
    expect((await house.tenancy.contextFor({ userId, fresh: true })).tenant.slug).toBe('south')
    expect((await house.identity.signIn({ name: boss.email, password, ip: null, agent: null })).tenant?.slug).toBe(
      'south',
    )
  })

  test('cost the same among two thousand tenants, and beside two hundred roles', async () => {
    const house = await openHouse()
    const { boss } = await house.tenant('north')
    const userId = await house.userIdOf(boss.email)
    const time = async () => {
      const start = performance.now()
      for (let round = 0; round < 50; round++)
        await house.tenancy.contextFor({ userId, tenantSlug: 'north', fresh: true })
      return (performance.now() - start) / 50
    }
    await time()
    const few = await time()
    await house.ask(
      `insert into guildhall.tenants (id, slug, name, created_at) select uuidv7(), 't' || n, 'T', now() from generate_series(1, 2000) n`,
    )
    await house.ask(`insert into guildhall.roles (tenant_id, id, name, archetype, differences, created_at, updated_at)
      select t.id, uuidv7(), 'R' || n, 'worker', '{"add":[],"remove":[]}', now(), now() from guildhall.tenants t
      cross join lateral generate_series(1, case when t.slug = 'north' then 200 else 5 end) n`)
    await house.ask('analyze')
    const many = await time()
    // Growing with the number of tenants or roles would cost hundreds of times as much.
    expect(many).toBeLessThan(few * 20 + 100)
  })
})
