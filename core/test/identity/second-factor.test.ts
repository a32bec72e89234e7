import { describe, expect, onTestFinished, test } from 'vitest'
import { codeAt } from '../../src/identity/second-factor/authenticator.ts'
import { addMember, createTestPlatform, testPassword } from '../../testing/platform.ts'

const email = 'admin@north.example'

async function open() {
  const platform = await createTestPlatform()
  onTestFinished(() => platform.close())
  const tenant = await platform.tenancy.tenants.create({ slug: 'north', name: 'North' })
  await addMember(platform, tenant.id, { email, name: 'Admin', archetype: 'admin', password: testPassword })
  const me = await platform.signIn(email)
  const login = async (given: { code?: string; password?: string } = {}) => {
    const payload = { email, password: testPassword, ...given }
    const answer = await platform.app.inject({ method: 'POST', url: '/api/auth/login', payload })
    return { status: answer.statusCode, code: answer.json().code as string | undefined }
  }
  /** Half a minute later, in the next step of the authenticator. */
  let now = Date.parse('2026-03-10T10:00:00.000Z')
  const later = () => {
    now += 30_000
    platform.clock.set(new Date(now).toISOString())
    return platform.clock.now()
  }
  const turnOn = async () => {
    const { data } = await me('POST', '/api/auth/second-factor', { password: testPassword })
    const answer = await me('POST', '/api/auth/second-factor/confirm', { code: await codeAt(data.secret, later()) })
    expect(answer.statusCode, answer.body).toBe(200)
    return { secret: data.secret as string, codes: answer.data.recoveryCodes as string[] }
  }
  return { platform, me, login, later, turnOn }
}

describe('an authenticator', () => {
  test('is set up with the password and a first code, and is asked for from then on', async () => {
    const { me, login, later } = await open()
    const refused = await me('POST', '/api/auth/second-factor', { password: 'not mine at all' })
    expect(refused.data).toMatchObject({ status: 422, fields: [{ path: 'password', code: 'identity.password_wrong' }] })
    const { data: made } = await me('POST', '/api/auth/second-factor', { password: testPassword })
    expect(made.address).toBe(
      `otpauth://totp/Guildhall:admin%40north.example?issuer=Guildhall&secret=${made.secret}&algorithm=SHA1&digits=6&period=30`,
    )
    // Nothing has changed yet.
    expect(await login()).toMatchObject({ status: 200 })
    const wrong = await me('POST', '/api/auth/second-factor/confirm', { code: '000000' })
    expect(wrong.data).toMatchObject({ status: 422, fields: [{ path: 'code', code: 'identity.code_wrong' }] })
    const confirmed = await me('POST', '/api/auth/second-factor/confirm', { code: await codeAt(made.secret, later()) })
    expect(confirmed.data.recoveryCodes).toHaveLength(10)
    expect((await me('GET', '/api/auth/second-factor')).data).toMatchObject({ isOn: true, recoveryCodes: 10 })
    expect((await me('POST', '/api/auth/second-factor', { password: testPassword })).data.code).toBe(
      'identity.factor_on',
    )

    expect(await login()).toEqual({ status: 401, code: 'identity.code_required' })
    expect(await login({ password: 'wrong wrong wrong' })).toEqual({ status: 401, code: 'identity.wrong_credentials' })
    expect(await login({ code: await codeAt(made.secret, later()) })).toMatchObject({ status: 200 })
  })

  test('a code works once, for a step before and after, however many try it at once', async () => {
    const { login, later, turnOn } = await open()
    const { secret } = await turnOn()
    const code = await codeAt(secret, later())
    const answers = await Promise.all([1, 2, 3, 4].map(() => login({ code })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await login({ code })).toEqual({ status: 401, code: 'identity.code_wrong' })
    const late = await codeAt(secret, later())
    later()
    expect(await login({ code: late })).toMatchObject({ status: 200 })
    const tooLate = await codeAt(secret, later())
    later()
    later()
    expect(await login({ code: tooLate })).toEqual({ status: 401, code: 'identity.code_wrong' })
  })

  test('wrong codes count like wrong passwords', async () => {
    const { login, later, turnOn } = await open()
    const { secret } = await turnOn()
    for (let nth = 1; nth <= 10; nth++) expect((await login({ code: '000000' })).code).toBe('identity.code_wrong')
    expect(await login({ code: await codeAt(secret, later()) })).toEqual({
      status: 429,
      code: 'identity.too_many_attempts',
    })
  })

  test('a recovery code lets in once, however it is typed; new ones end the old', async () => {
    const { me, login, turnOn } = await open()
    const { codes } = await turnOn()
    const [first = '', second = ''] = codes
    expect(await login({ code: ` ${first.toUpperCase().replaceAll('-', ' ')} ` })).toMatchObject({ status: 200 })
    expect(await login({ code: first })).toEqual({ status: 401, code: 'identity.code_wrong' })
    expect((await me('GET', '/api/auth/second-factor')).data.recoveryCodes).toBe(9)
    const { data } = await me('POST', '/api/auth/second-factor/recovery-codes', { password: testPassword })
    expect(await login({ code: second })).toEqual({ status: 401, code: 'identity.code_wrong' })
    expect(await login({ code: data.recoveryCodes[0] })).toMatchObject({ status: 200 })
  })

  test('is switched off with the password, or by who runs the installation; each is told by mail and in the journal', async () => {
    const { platform, me, login, turnOn } = await open()
    await turnOn()
    expect((await me('POST', '/api/auth/second-factor/off', { password: 'not mine at all' })).statusCode).toBe(422)
    expect((await me('POST', '/api/auth/second-factor/off', { password: testPassword })).statusCode).toBe(204)
    expect(await login()).toMatchObject({ status: 200 })
    await turnOn()
    await platform.identity.secondFactor.remove(await platform.identity.requireUser(email))
    expect(await login()).toMatchObject({ status: 200 })
    const events = (await platform.identity.journal(null)).map(({ event }) => event)
    expect(events.filter((event) => event.startsWith('factor'))).toEqual([
      'factor-off',
      'factor-on',
      'factor-off',
      'factor-on',
    ])
    await expect
      .poll(async () => (await platform.mails()).filter(({ subject }) => /second step|two steps/.test(subject)))
      .toHaveLength(4)
  })

  test('no table holds its secret or a code as it is', async () => {
    const { platform, turnOn } = await open()
    const { secret, codes } = await turnOn()
    const { rows } = await platform.events.pool.query(
      `select encode(a.secret, 'escape') as secret, encode(c.code_hash, 'escape') as hash from guildhall.authenticators a join guildhall.recovery_codes c using (user_id)`,
    )
    expect(rows).toHaveLength(10)
    for (const kept of [secret, ...codes]) expect(JSON.stringify(rows)).not.toContain(kept)
  })
})
