import { DomainError } from '@guildhall/sdk'
import { describe, expect, test } from 'vitest'
import { openHouse, password } from './house.ts'

const caller = { ip: '192.0.2.1', agent: null }

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? `${error.status} ${error.code}` : String(error)),
  )
}

type House = Awaited<ReturnType<typeof openHouse>>

async function roleId(house: House, slug: string, archetype: string): Promise<string> {
  const [row] = await house.ask<{ id: string }>(
    'select r.id from guildhall.roles r join guildhall.tenants t on t.id = r.tenant_id where t.slug = $1 and r.archetype = $2 and r.system',
    [slug, archetype],
  )
  return row?.id ?? ''
}

const tokenOf = (house: House) => String(house.mails.at(-1)?.params.path).split('token=')[1] ?? ''

describe('an invitation', () => {
  test('goes out after the commit, works once, lets in and expires', async () => {
    const house = await openHouse()
    const { admin } = await house.tenant('north')
    const worker = await roleId(house, 'north', 'worker')
    const ana = await admin.create('people', {
      name: 'Ana',
      email: 'ana@north.example',
      kind: 'staff',
      roles: [worker],
      language: 'ro',
    })
    expect(ana).toMatchObject({ status: 'invited', joinedAt: null })
    expect(house.mails).toEqual([])
    await house.deliver()
    expect(house.mails).toMatchObject([
      { to: { address: 'ana@north.example' }, template: 'invitation', language: 'ro', params: { tenant: 'NORTH' } },
    ])
    const { account } = house.identity
    expect(await account.invitation(tokenOf(house))).toMatchObject({
      email: 'ana@north.example',
      hasPassword: false,
      tenant: { slug: 'north' },
    })
    expect(await codeOf(account.accept(tokenOf(house), undefined))).toBe('422 records.invalid')
    expect(await codeOf(account.accept(tokenOf(house), 'short'))).toBe('422 records.invalid')
    const both = await Promise.all([
      codeOf(account.accept(tokenOf(house), password)),
      codeOf(account.accept(tokenOf(house), password)),
    ])
    expect(both.sort()).toEqual(['410 identity.link_invalid', 'done'])
    expect((await house.identity.signIn({ name: 'ana@north.example', password, ...caller })).tenant?.slug).toBe('north')
    expect((await admin.list('people')).find(({ name }) => name === 'Ana')).toMatchObject({ status: 'active' })
    expect(await codeOf(admin.take('people', ana.id, 'invite'))).toBe('409 records.wrong_state')

    const ben = await admin.create('people', {
      name: 'Ben',
      email: 'ben@north.example',
      kind: 'staff',
      roles: [worker],
    })
    await house.deliver()
    const first = tokenOf(house)
    await admin.take('people', ben.id, 'invite')
    await house.deliver()
    expect(await codeOf(account.accept(first, password))).toBe('410 identity.link_invalid')
    house.later(7 * 86_400_000 + 1)
    expect(await codeOf(account.accept(tokenOf(house), password))).toBe('410 identity.link_invalid')
  })

  test('to a known address looks like any other, and its holder comes in with the login he has', async () => {
    const house = await openHouse()
    const { admin } = await house.tenant('north')
    const south = await house.tenant('south')
    const worker = await roleId(house, 'north', 'worker')
    const known = await admin.create('people', {
      name: 'Boss',
      email: 'ADMIN@south.example',
      kind: 'staff',
      roles: [worker],
      login: 'boss',
    })
    const unknown = await admin.create('people', {
      name: 'New',
      email: 'new@north.example',
      kind: 'staff',
      roles: [worker],
      login: 'new',
    })
    const shape = ({ status, joinedAt, version }: Record<string, unknown>) => ({ status, joinedAt, version })
    expect(shape(known)).toEqual(shape(unknown))
    await house.deliver()
    expect(house.mails.map(({ template }) => template)).toEqual(['invitation', 'invitation'])
    // His nickname is his own affair, and the other tenant learns nothing.
    expect((await house.identity.requireUser('admin@south.example')).login).toBeNull()
    const userId = await house.userIdOf(south.boss.email)
    const context = await house.tenancy.contextFor({ userId, tenantSlug: 'north' })
    expect(context.actor).toMatchObject({ id: known.id, kind: 'person' })
    expect((await admin.list('people')).find(({ id }) => id === known.id)).toMatchObject({ status: 'active' })
    expect((await house.tenancy.memberships(userId)).map(({ slug }) => slug).sort()).toEqual(['north', 'south'])
  })

  test('in all directions at once means one user', async () => {
    const house = await openHouse()
    const [a, b] = [await house.tenant('north'), await house.tenant('south')]
    const roles = [await roleId(house, 'north', 'worker'), await roleId(house, 'south', 'worker')]
    await Promise.all(
      [a, b].map(({ admin }, index) =>
        admin.create('people', { name: 'Ana', email: 'ana@both.example', kind: 'staff', roles: [roles[index]] }),
      ),
    )
    expect(await house.ask(`select from guildhall.users where email = 'ana@both.example'`)).toHaveLength(1)
    expect(await house.tenancy.memberships(await house.userIdOf('ana@both.example'))).toHaveLength(2)
  })
})

describe('an address', () => {
  test('is one person’s in a tenant, whatever the kind, case and Unicode form', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    await person('zoë')
    const client = await roleId(house, 'north', 'client')
    for (const email of ['ZOË@north.example', 'zoe\u0308@north.example', 'ｚｏë@north.example'])
      expect(await codeOf(admin.create('people', { name: 'Zoe', email, kind: 'client', roles: [client] })), email).toBe(
        '409 records.duplicate',
      )
    expect(
      await codeOf(
        admin.create('people', { name: 'zoë', email: 'zoe@elsewhere.example', kind: 'client', roles: [client] }),
      ),
    ).toBe('done')
  })

  test('that changes gives the person a new holder; the old one is out at once', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    const ana = await person('ana')
    const { token, user } = await house.identity.signIn({ name: ana.email, password, ...caller })
    expect(await admin.update('people', ana.id, { email: 'ana@new.example' })).toMatchObject({ status: 'invited' })
    expect(await house.identity.resolveSession(token, { fresh: true })).toBeNull()
    expect(await codeOf(house.tenancy.contextFor({ userId: user.id, fresh: true }))).toBe('404 tenancy.none')
    expect(await codeOf(house.identity.signIn({ name: ana.email, password, ...caller }))).toBe(
      '401 identity.wrong_credentials',
    )
    await house.deliver()
    expect(house.mails.at(-1)).toMatchObject({ to: { address: 'ana@new.example' } })
    await house.identity.account.accept(tokenOf(house), password)
    expect((await house.tenancy.contextFor({ userId: await house.userIdOf('ana@new.example') })).me).toBe(ana.id)
  })

  test('nickname belongs to one user', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    const south = await house.tenant('south')
    await person('ana', 'worker', { login: 'ana' })
    const worker = await roleId(house, 'south', 'worker')
    expect(
      await codeOf(
        south.admin.create('people', {
          name: 'Ana',
          email: 'ana@south.example',
          kind: 'staff',
          roles: [worker],
          login: 'ANA',
        }),
      ),
    ).toBe('409 identity.login_taken')
    expect(
      await codeOf(
        admin.create('people', {
          name: 'B',
          email: 'b@north.example',
          kind: 'staff',
          roles: [await roleId(house, 'north', 'worker')],
          login: 'b@c',
        }),
      ),
    ).toBe('422 records.invalid')
  })
})

describe('deactivating', () => {
  test('counts at the next request, ends the sessions of who has nowhere else to go, and can be taken back', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    const ana = await person('ana')
    const { token, user } = await house.identity.signIn({ name: ana.email, password, ...caller })
    const self = house.acting(user.id, 'north')
    expect(await self.list('plots')).toEqual([])
    await admin.take('people', ana.id, 'deactivate')
    expect(await codeOf(self.list('plots'))).toBe('404 tenancy.not_found')
    expect(await house.identity.resolveSession(token, { fresh: true })).toBeNull()
    expect(await codeOf(house.identity.signIn({ name: ana.email, password, ...caller }))).toBe(
      '401 identity.wrong_credentials',
    )
    expect(await admin.take('people', ana.id, 'activate')).toMatchObject({ status: 'active' })
    expect(await codeOf(house.identity.signIn({ name: ana.email, password, ...caller }))).toBe('done')
  })

  test('in one tenant leaves the other alone', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    const south = await house.tenant('south')
    const ana = await person('ana')
    await south.person('x', 'worker', { email: ana.email })
    const { token, user } = await house.identity.signIn({ name: ana.email, password, ...caller })
    await admin.take('people', ana.id, 'deactivate')
    expect(await house.identity.resolveSession(token, { fresh: true })).not.toBeNull()
    expect((await house.tenancy.contextFor({ userId: user.id, fresh: true })).tenant.slug).toBe('south')
    expect(await codeOf(house.tenancy.contextFor({ userId: user.id, tenantSlug: 'north', fresh: true }))).toBe(
      '404 tenancy.not_found',
    )
  })
})

describe('deleting', () => {
  test('deactivates who was ever here or is named anywhere, and forgets who never came', async () => {
    const house = await openHouse()
    const { admin, person, tenant } = await house.tenant('north')
    const worker = await roleId(house, 'north', 'worker')
    const ana = await person('ana', 'manager')
    const plot = await (await house.member('north', 'ana')).create('plots', { name: 'Roses' })
    expect(await admin.remove('people', ana.id)).toMatchObject({ id: ana.id, status: 'deactivated' })
    expect(await admin.remove('people', ana.id)).toMatchObject({ status: 'deactivated' })
    expect((await admin.list('plots'))[0]).toMatchObject({ id: plot.id, createdBy: ana.id })

    const named = await admin.create('people', {
      name: 'Named',
      email: 'named@north.example',
      kind: 'staff',
      roles: [worker],
    })
    await admin.create('plots', { name: 'Lilies', keeper: named.id })
    expect(await admin.remove('people', named.id)).toMatchObject({ status: 'deactivated' })

    const never = await admin.create('people', {
      name: 'Never',
      email: 'never@north.example',
      kind: 'staff',
      roles: [worker],
    })
    await house.deliver()
    await admin.remove('people', never.id)
    expect((await admin.list('people')).map(({ name }) => name).sort()).toEqual(['Named', 'admin', 'ana'])
    expect(await codeOf(house.identity.account.accept(tokenOf(house), password))).toBe('410 identity.link_invalid')
    expect(
      await house.ask('select from guildhall.actors where tenant_id = $1 and id = $2', [tenant.id, never.id]),
    ).toEqual([])
    expect(
      await codeOf(
        admin.create('people', { name: 'Never', email: 'never@north.example', kind: 'staff', roles: [worker] }),
      ),
    ).toBe('done')
  })
})

describe('the last administrator', () => {
  test('stays, whichever way he is to go', async () => {
    const house = await openHouse()
    const { admin, boss } = await house.tenant('north')
    const worker = await roleId(house, 'north', 'worker')
    const adminRole = await roleId(house, 'north', 'admin')
    const last = '409 people.last_administrator'
    expect(await codeOf(admin.take('people', boss.id, 'deactivate'))).toBe(last)
    expect(await codeOf(admin.remove('people', boss.id))).toBe(last)
    expect(await codeOf(admin.update('people', boss.id, { roles: [worker] }))).toBe(last)
    expect(await codeOf(admin.update('people', boss.id, { email: 'other@north.example' }))).toBe(last)
    expect(await codeOf(admin.update('roles', adminRole, { archetype: 'manager' }))).toBe(last)
    expect(
      await codeOf(
        admin.update('roles', adminRole, {
          differences: { add: [{ resource: 'roles', rule: { action: 'update', inverted: true } }], remove: [] },
        }),
      ),
    ).toBe(last)
    expect(await codeOf(admin.remove('roles', adminRole))).toBe('409 people.role_of_system')
    expect(await admin.list('people')).toMatchObject([{ status: 'active', roles: [adminRole] }])
  })

  test('of two who remove each other at once, one stays', async () => {
    const house = await openHouse()
    for (let round = 0; round < 5; round++) {
      const { admin, boss, person } = await house.tenant(`t${round}`)
      const other = await person('other', 'admin')
      const rival = await house.member(`t${round}`, 'other')
      const both = await Promise.all([
        codeOf(admin.take('people', other.id, 'deactivate')),
        codeOf(rival.take('people', boss.id, 'deactivate')),
      ])
      expect(
        both.filter((code) => code === 'done'),
        both.join(),
      ).toHaveLength(1)
      const left = await house.ask(
        `select from guildhall.people p join guildhall.tenants t on t.id = p.tenant_id where t.slug = $1 and p.status = 'active'`,
        [`t${round}`],
      )
      expect(left).toHaveLength(1)
    }
  })
})

describe('nobody grants what he does not hold', () => {
  test('not by roles given, not by roles changed, not by taking over an address', async () => {
    const house = await openHouse()
    const { admin, boss, person } = await house.tenant('north')
    const [adminRole, managerRole, workerRole] = [
      await roleId(house, 'north', 'admin'),
      await roleId(house, 'north', 'manager'),
      await roleId(house, 'north', 'worker'),
    ]
    const all = (resource: string) =>
      ['read', 'create', 'update', 'delete', 'deactivate', 'activate', 'invite'].map((action) => ({
        resource,
        rule: { action },
      }))
    const add = [...all('people'), ...all('roles').slice(0, 4)]
    const clerk = await admin.create('roles', { name: 'Clerk', archetype: 'worker', differences: { add, remove: [] } })
    const cleo = await person('cleo', 'worker', { roles: [clerk.id] })
    const clerkActs = await house.member('north', 'cleo')
    const beyond = '403 people.beyond_own_rights'
    const values = { name: 'X', email: 'x@north.example', kind: 'staff' }

    expect(await codeOf(clerkActs.create('people', { ...values, roles: [workerRole] }))).toBe('done')
    expect(
      await codeOf(clerkActs.create('people', { ...values, email: 'y@north.example', roles: [managerRole] })),
    ).toBe(beyond)
    expect(await codeOf(clerkActs.update('people', cleo.id, { roles: [clerk.id, adminRole] }))).toBe(beyond)
    expect(await codeOf(clerkActs.update('people', boss.id, { email: 'cleo2@north.example' }))).toBe(beyond)
    expect(await codeOf(clerkActs.take('people', boss.id, 'deactivate'))).toBe(beyond)
    expect(
      await codeOf(
        clerkActs.update('roles', clerk.id, {
          differences: { add: [...add, { resource: 'plots', rule: { action: 'manage' } }], remove: [] },
        }),
      ),
    ).toBe(beyond)
    expect(
      await codeOf(
        clerkActs.update('roles', adminRole, {
          differences: { add: [{ resource: 'people', rule: { action: 'read', inverted: true } }], remove: [] },
        }),
      ),
    ).toBe(beyond)
    expect(await codeOf(clerkActs.create('roles', { name: 'Less', archetype: 'worker' }))).toBe('done')
    expect(await codeOf(clerkActs.update('roles', adminRole, { name: 'Head' }))).toBe('done')
  })

  test('yet the whole administrator hands out every archetype, and no right beyond them', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    const worker = await roleId(house, 'north', 'worker')
    expect(
      await codeOf(admin.create('people', { name: 'Ana', email: 'ana@north.example', kind: 'staff', roles: [worker] })),
    ).toBe('done')
    const water = (archetype: string) => ({
      name: `Waters ${archetype}`,
      archetype,
      differences: { add: [{ resource: 'plots', rule: { action: 'water' } }], remove: [] },
    })
    expect(await codeOf(admin.create('roles', water('client')))).toBe('403 people.beyond_own_rights')
    const less = await admin.create('roles', {
      name: 'Less',
      archetype: 'admin',
      differences: { add: [{ resource: 'plots', rule: { action: 'delete', inverted: true } }], remove: [] },
    })
    await person('less', 'admin', { roles: [less.id] })
    const lesser = await house.member('north', 'less')
    expect(
      await codeOf(
        lesser.create('people', {
          name: 'X',
          email: 'x@north.example',
          kind: 'staff',
          roles: [await roleId(house, 'north', 'admin')],
        }),
      ),
    ).toBe('403 people.beyond_own_rights')
  })

  test('and what cannot be meant is refused where it stands', async () => {
    const house = await openHouse()
    const { admin } = await house.tenant('north')
    const bad = {
      add: [
        { resource: 'plots', rule: { action: 'fly' } },
        { resource: 'plots', rule: { action: 'read', where: { nothing: 1 } } },
      ],
      remove: [],
    }
    const error = await admin
      .create('roles', { name: 'Odd', archetype: 'worker', differences: bad })
      .catch((thrown: unknown) => thrown as DomainError)
    expect((error as DomainError).fields.map(({ path }) => path)).toEqual([
      'differences.add.0.rule.action',
      'differences.add.1.rule.where.nothing',
    ])
    expect(
      await codeOf(admin.create('people', { name: 'A', email: 'a@north.example', kind: 'staff', roles: [] })),
    ).toBe('422 records.invalid')
    expect(
      await codeOf(
        admin.create('people', {
          name: 'A',
          email: 'a@north.example',
          kind: 'staff',
          roles: [await roleId(house, 'north', 'worker')],
          zone: '+02:00',
        }),
      ),
    ).toBe('422 records.invalid')
  })

  test('a changed role counts at the very next request', async () => {
    const house = await openHouse()
    const { admin, person } = await house.tenant('north')
    await person('ana')
    const ana = await house.member('north', 'ana')
    await admin.create('plots', { name: 'Roses' })
    expect(await ana.list('plots')).toEqual([])
    await admin.update('roles', await roleId(house, 'north', 'worker'), {
      differences: { add: [{ resource: 'plots', rule: { action: 'read' } }], remove: [] },
    })
    expect(await ana.list('plots')).toHaveLength(1)
  })
})

describe('reading people', () => {
  test('a worker sees names of colleagues and all of himself, a client the names of staff', async () => {
    const house = await openHouse()
    const { person, boss } = await house.tenant('north')
    const ana = await person('ana')
    const client = await person('client', 'client')
    const seen = await (await house.member('north', 'ana')).list('people')
    expect(seen.map(({ id }) => id).sort()).toEqual([boss.id, ana.id].sort())
    expect(Object.keys(seen.find(({ id }) => id === boss.id) ?? {})).toEqual(['id', 'version', 'name', 'kind'])
    expect(seen.find(({ id }) => id === ana.id)).toMatchObject({ email: ana.email })
    const byClient = await (await house.member('north', 'client')).list('people')
    expect(Object.keys(byClient.find(({ id }) => id === boss.id) ?? {})).toEqual(['id', 'version', 'name'])
    expect(byClient.map(({ id }) => id)).toContain(client.id)
    const self = await house.member('north', 'ana')
    expect(await self.update('people', ana.id, { language: 'ro' })).toMatchObject({ language: 'ro' })
    expect((await self.context(true)).language).toBe('ro')
    expect(await codeOf(self.update('people', ana.id, { roles: [await roleId(house, 'north', 'admin')] }))).toBe(
      '403 records.forbidden_fields',
    )
  })
})
