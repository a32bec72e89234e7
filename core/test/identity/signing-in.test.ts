import { DomainError } from '@guildhall/sdk'
import { describe, expect, test } from 'vitest'
import { openHouse, password } from '../tenancy/house.ts'

const caller = { ip: '192.0.2.1', agent: 'Firefox' }

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? `${error.status} ${error.code}` : String(error)),
  )
}

describe('signing in', () => {
  test('works by address in any case and Unicode form, and by nickname', async () => {
    const house = await openHouse()
    const { person } = await house.tenant('north')
    await person('zoë', 'worker', { login: 'Zo-Zo' })
    for (const name of [
      'zoë@north.example',
      'ZOE\u0308@NORTH.example',
      'ｚｏë@north.example',
      ' zoë@north.example',
      'zo-zo',
    ]) {
      const { user, tenant } = await house.identity.signIn({ name, password, ...caller })
      expect(user.email).toBe('zoë@north.example')
      expect(tenant).toMatchObject({ slug: 'north', name: 'NORTH' })
    }
    expect(await codeOf(house.identity.signIn({ name: 'zo', password, ...caller }))).toBe(
      '401 identity.wrong_credentials',
    )
  })

  test('answers the same for a wrong password and for an unknown name, after similar work', async () => {
    const house = await openHouse()
    await house.tenant('north')
    const timed = async (name: string) => {
      const start = performance.now()
      const code = await codeOf(house.identity.signIn({ name, password: 'something else', ...caller }))
      return { code, time: performance.now() - start }
    }
    await timed('warm@up.example')
    const known = await timed('admin@north.example')
    const unknown = await timed('nobody@north.example')
    expect(known.code).toBe('401 identity.wrong_credentials')
    expect(unknown.code).toBe(known.code)
    expect(unknown.time).toBeGreaterThan(known.time / 20)
    expect(known.time).toBeGreaterThan(unknown.time / 20)
  })

  test('refuses the eleventh failure in ten minutes, sent one by one or at once, on every node', async () => {
    const house = await openHouse()
    const { person } = await house.tenant('north')
    await person('ana')
    const nodes = [house.identity, house.node()]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        codeOf(
          (nodes[index % 2] as typeof house.identity).signIn({
            name: 'ana@north.example',
            password: 'wrong wrong',
            ...caller,
          }),
        ),
      ),
    )
    expect(answers.filter((code) => code.startsWith('401'))).toHaveLength(10)
    expect(answers.filter((code) => code === '429 identity.too_many_attempts')).toHaveLength(10)
    const refused = await house.identity
      .signIn({ name: 'ana@north.example', password, ...caller })
      .catch((error: unknown) => error as DomainError)
    expect(refused).toMatchObject({ status: 429 })
    expect((refused as DomainError).params.retryAfter).toBeGreaterThan(500)
    expect((await house.identity.signIn({ name: 'admin@north.example', password, ...caller })).user.email).toBe(
      'admin@north.example',
    )
    house.later(10 * 60_000 + 1000)
    expect((await house.identity.signIn({ name: 'ana@north.example', password, ...caller })).user.name).toBe('ana')
  })

  test('does not count right passwords, however many come at once', async () => {
    const house = await openHouse()
    await house.tenant('north')
    const all = await Promise.all(
      Array.from({ length: 15 }, () =>
        codeOf(house.identity.signIn({ name: 'admin@north.example', password, ...caller })),
      ),
    )
    expect(new Set(all)).toEqual(new Set(['done']))
  })

  test('counts an address as well, higher', async () => {
    const house = await openHouse()
    await house.tenant('north')
    for (let round = 0; round < 10; round++)
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          codeOf(
            house.identity.signIn({ name: `guess${round * 10 + index}@north.example`, password: 'wrong', ...caller }),
          ),
        ),
      )
    expect(await codeOf(house.identity.signIn({ name: 'admin@north.example', password, ...caller }))).toBe(
      '429 identity.too_many_attempts',
    )
    expect(
      await codeOf(house.identity.signIn({ name: 'admin@north.example', password, ip: '192.0.2.9', agent: null })),
    ).toBe('done')
  })

  test('is refused before the first day and after the last, in the zone of the tenant', async () => {
    const house = await openHouse()
    const { person } = await house.tenant('east', { zone: 'Pacific/Auckland' })
    await person('ana', 'worker', { startsOn: '2026-03-12', endsOn: '2026-03-13' })
    const attempt = () => codeOf(house.identity.signIn({ name: 'ana@east.example', password, ...caller }))
    expect(await attempt()).toBe('403 identity.not_yet')
    expect(await codeOf(house.identity.signIn({ name: 'ana@east.example', password: 'wrong', ...caller }))).toBe(
      '401 identity.wrong_credentials',
    )
    house.setNow('2026-03-11T12:00:00.000Z')
    expect(await attempt()).toBe('done')
    house.setNow('2026-03-13T12:00:00.000Z')
    expect(await attempt()).toBe('403 identity.no_longer')
  })
})

describe('the journal', () => {
  test('tells of logins, failures, lockouts and what expired, and keeps more than it shows', async () => {
    const house = await openHouse()
    const { tenant } = await house.tenant('north')
    const south = await house.tenant('south')
    const { token } = await house.identity.signIn({ name: 'admin@north.example', password, ...caller })
    await codeOf(house.identity.signIn({ name: 'admin@north.example', password: 'wrong', ...caller }))
    await codeOf(house.identity.signIn({ name: 'who@nowhere.example', password: 'wrong', ...caller }))
    house.later(15 * 86_400_000)
    expect(await house.identity.resolveSession(token)).toBeNull()
    await house.identity.signIn({ name: 'admin@south.example', password, ...caller })
    const own = await house.identity.journal(tenant.id)
    expect(own.map(({ event }) => event)).toEqual(['expiry', 'failure', 'login'])
    expect(own[0]).toMatchObject({ email: 'admin@north.example', ...caller })
    expect((await house.identity.journal(south.tenant.id)).map(({ event }) => event)).toEqual(['login'])
    expect((await house.identity.journal(null)).map(({ event, email }) => `${event} ${email}`)).toContain(
      'failure who@nowhere.example',
    )

    await house.ask(
      `insert into guildhall.login_journal (at, event, tenant_id) select now(), 'logout', $1 from generate_series(1, 205)`,
      [tenant.id],
    )
    expect(await house.identity.journal(tenant.id)).toHaveLength(200)
    expect(await house.ask(`select from guildhall.login_journal where tenant_id = $1`, [tenant.id])).toHaveLength(208)
  })
})

describe('sessions', () => {
  test('are kept as a hash, answered from memory, and end on every node once the user is looked at afresh', async () => {
    const house = await openHouse()
    await house.tenant('north')
    const { token, sessionId, user } = await house.identity.signIn({ name: 'admin@north.example', password, ...caller })
    const other = house.node()
    expect(await other.resolveSession(token)).toMatchObject({ userId: user.id, sessionId, superadmin: false })
    expect(JSON.stringify(await house.ask('select * from guildhall.sessions'))).not.toContain(token)
    await house.identity.sessions.end(user.id, sessionId, 'logout', caller)
    expect(await house.identity.resolveSession(token)).toBeNull()
    expect(await other.resolveSession(token, { fresh: true })).toBeNull()
    await expect(
      house.tenancy.contextFor({ userId: user.id }).then(({ userEpoch }) => userEpoch),
    ).resolves.toBeGreaterThan(user.epoch)
    expect(await house.identity.resolveSession('made-up')).toBeNull()
  })

  test('live on while they are used, and no longer than ninety days', async () => {
    const house = await openHouse()
    await house.tenant('north')
    const { token } = await house.identity.signIn({ name: 'admin@north.example', password, ...caller })
    for (let day = 0; day < 80; day += 10) {
      house.later(10 * 86_400_000)
      expect(await house.identity.resolveSession(token), `day ${day + 10}`).not.toBeNull()
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    house.later(11 * 86_400_000)
    expect(await house.identity.resolveSession(token)).toBeNull()
  })

  test('others end when the password changes, this one stays', async () => {
    const house = await openHouse()
    await house.tenant('north')
    const here = await house.identity.signIn({ name: 'admin@north.example', password, ...caller })
    const there = await house.identity.signIn({ name: 'admin@north.example', password, ...caller })
    const session = await house.identity.resolveSession(here.token)
    const { account } = house.identity
    if (!session) throw new Error('no session')
    expect(await house.identity.sessions.list(session.userId, session.sessionId)).toHaveLength(2)
    expect(await codeOf(account.changePassword(session, { current: 'wrong', password: 'another long password' }))).toBe(
      '422 records.invalid',
    )
    for (const weak of ['short', 'password123', 'admin@north.example', 'aaaaaaaaaaaa'])
      expect(await codeOf(account.changePassword(session, { current: password, password: weak })), weak).toBe(
        '422 records.invalid',
      )
    await account.changePassword(session, { current: password, password: 'another long password' })
    expect(await house.identity.resolveSession(there.token)).toBeNull()
    expect(await house.identity.resolveSession(here.token)).not.toBeNull()
    expect(await codeOf(house.identity.signIn({ name: 'admin@north.example', password, ...caller }))).toBe(
      '401 identity.wrong_credentials',
    )
    await house.settled()
    expect(house.mails.map(({ template }) => template)).toEqual(['passwordChanged'])
  })
})

describe('a forgotten password', () => {
  test('is replaced by a link that works once, within the hour, and is sent to nobody who is unknown', async () => {
    const house = await openHouse()
    await house.tenant('north')
    const { account } = house.identity
    const { token } = await house.identity.signIn({ name: 'admin@north.example', password, ...caller })
    account.askForReset('nobody@north.example')
    await house.settled()
    expect(house.mails).toEqual([])
    account.askForReset('ADMIN@north.example')
    await house.settled()
    const link = () => String(house.mails.at(-1)?.params.path).split('token=')[1] ?? ''
    const first = link()
    expect(await codeOf(account.reset(first, 'short'))).toBe('422 records.invalid')
    const tries = await Promise.all(
      [1, 2, 3, 4].map((nth) => codeOf(account.reset(first, `a quite new password ${nth}`))),
    )
    expect(tries.sort()).toEqual([
      '410 identity.link_invalid',
      '410 identity.link_invalid',
      '410 identity.link_invalid',
      'done',
    ])
    expect(await house.identity.resolveSession(token)).toBeNull()
    account.askForReset('admin@north.example')
    await house.settled()
    house.later(3_600_001)
    expect(await codeOf(account.reset(link(), 'too late, too late'))).toBe('410 identity.link_invalid')
    expect(await codeOf(account.reset('made-up', 'too late, too late'))).toBe('410 identity.link_invalid')
  })
})
