import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
let annual: { id: string; name: string }

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

describe('asking for leave', () => {
  beforeEach(async () => {
    annual = await office.kind({}, 5)
  })

  it('S0.40 dates, a kind and half-days; a whole and a half on one date are too much, a morning and an afternoon are not', async () => {
    const { will, ask, left } = office
    const week = await ask(will, annual, '2026-04-06', '2026-04-08', { endsAtNoon: true })
    expect(week.body).toMatchObject({ status: 'pending', quantity: 2.5, amount: 5, person: will.id })
    expect(week.body).not.toHaveProperty('holds')
    expect(await left(will, annual)).toBe(2.5)
    const overlapping = await ask(will, annual, '2026-04-08')
    expect([overlapping.status, overlapping.body.code]).toEqual([409, 'leave.overlap'])
    expect((await ask(will, annual, '2026-04-08', '2026-04-08', { startsAtNoon: true })).status).toBe(201)
    expect((await ask(will, annual, '2026-04-08', '2026-04-08', { startsAtNoon: true })).status).toBe(409)
    expect((await ask(will, annual, '2026-04-07', '2026-04-07', { endsAtNoon: true })).status).toBe(409)
    expect(await left(will, annual)).toBe(2)
    expect((await ask(office.wanda, annual, '2026-04-08')).status).toBe(201)
  })
  it('S0.40 what waits is reserved; beyond the balance it is refused unless the kind allows it, and comes back when it is cancelled', async () => {
    const { will, ask, act, left } = office
    const four = await ask(will, annual, '2026-05-04', '2026-05-07')
    const beyond = await ask(will, annual, '2026-05-11', '2026-05-12')
    expect([beyond.status, beyond.body.code]).toEqual([422, 'leave.beyond_balance'])
    expect(beyond.body.fields[0].path).toBe('endsOn')
    expect(await left(will, annual)).toBe(1)
    expect((await act(will, four, 'cancel')).body.status).toBe('cancelled')
    expect(await left(will, annual)).toBe(5)
    expect((await ask(will, annual, '2026-05-11', '2026-05-12')).status).toBe(201)
    const lax = await office.kind({ mayGoBelowZero: true }, 1)
    expect((await ask(will, lax, '2026-06-15', '2026-06-17')).status).toBe(201)
    expect(await left(will, lax)).toBe(-2)
  })
  it('weekends take nothing, and leave that takes nothing at all is none', async () => {
    const { will, ask } = office
    expect((await ask(will, annual, '2026-03-13', '2026-03-16')).body.quantity).toBe(2)
    expect((await ask(will, annual, '2026-03-21', '2026-03-22')).body.code).toBe('leave.nothing_to_take')
    expect((await ask(will, annual, '2026-03-24', '2026-03-23')).body.fields[0]).toMatchObject({
      path: 'endsOn',
      code: 'leave.ends_before_start',
    })
  })
  it('hours are asked for of one day, and counted within the schedule', async () => {
    const { will, ask, left } = office
    const hours = await office.kind({ unit: 'hours' }, 8)
    const two = await ask(will, hours, '2026-03-17', '2026-03-17', { fromTime: '16:00', toTime: '19:00' })
    expect(two.body).toMatchObject({ quantity: 1, amount: 60 })
    expect((await ask(will, hours, '2026-03-17', '2026-03-17', { fromTime: '15:30', toTime: '16:30' })).status).toBe(
      409,
    )
    expect((await ask(will, hours, '2026-03-17', '2026-03-17', { fromTime: '09:00', toTime: '10:30' })).status).toBe(
      201,
    )
    expect(await left(will, hours)).toBe(5.5)
    const refused = await ask(will, annual, '2026-03-18', '2026-03-18', { fromTime: '09:00', toTime: '10:00' })
    expect(refused.body.code).toBe('leave.hours_of_one_day')
    const days = await office.kind({ unit: 'days' }, 3)
    expect((await ask(will, days, '2026-03-18', '2026-03-18', { endsAtNoon: true })).body.code).toBe(
      'leave.whole_days_only',
    )
  })
  it('nobody asks for another, in the past of a notice, or changes what was decided', async () => {
    const { will, wanda, petra, ask, act } = office
    expect((await ask(will, annual, '2026-07-06', '2026-07-06', { person: wanda.id })).status).toBe(403)
    const slow = await office.kind({ noticeDays: 14 }, 5)
    expect((await ask(will, slow, '2026-03-23')).body.code).toBe('leave.too_late')
    expect((await ask(will, slow, '2026-03-24')).status).toBe(201)
    const asked = await ask(will, annual, '2026-07-06')
    const longer = await will.patch(`/leave-requests/${asked.body.id}`, { endsOn: '2026-07-07' })
    expect(longer.body.quantity).toBe(2)
    await act(petra, asked, 'approve')
    expect((await will.patch(`/leave-requests/${asked.body.id}`, { endsOn: '2026-07-08' })).status).toBe(403)
    expect((await office.anna.patch(`/leave-requests/${asked.body.id}`, { endsOn: '2026-07-08' })).status).toBe(409)
  })
  it('of two requests for the last day one is granted, however close they come', async () => {
    const { will, ask, left } = office
    const last = await office.kind({}, 1)
    const days = ['2026-08-03', '2026-08-04', '2026-08-05', '2026-08-06', '2026-08-07']
    const answers = await Promise.all(days.map((day) => ask(will, last, day)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422])
    expect(await left(will, last)).toBe(0)
    const same = await Promise.all(days.map(() => ask(office.wanda, last, '2026-08-10')))
    expect(same.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await left(office.wanda, last)).toBe(0)
  })
})

describe('deciding', () => {
  beforeEach(async () => {
    annual = await office.kind({}, 10)
  })

  it('S0.41 the superior decides once; a rejection says why and gives the days back', async () => {
    const { will, petra, anna, ask, act, left } = office
    const asked = await ask(will, annual, '2026-09-07', '2026-09-08')
    expect(asked.body.approver).toBe(petra.id)
    const silent = await act(petra, asked, 'reject')
    expect([silent.status, silent.body.fields[0].path]).toEqual([422, 'reason'])
    const rejected = await act(petra, asked, 'reject', { reason: 'Fair week' })
    expect(rejected.body).toMatchObject({ status: 'rejected', reason: 'Fair week', decidedBy: petra.id })
    expect((await act(anna, asked, 'approve')).status).toBe(409)
    expect((await act(petra, asked, 'reject', { reason: 'Again' })).status).toBe(409)
    expect(await left(will, annual)).toBe(10)
    const both = await ask(will, annual, '2026-09-07', '2026-09-08')
    const decisions = await Promise.all([act(petra, both, 'approve'), act(anna, both, 'reject', { reason: 'No' })])
    expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409])
  })
  it('S0.41 nobody approves his own without that right, and a colleague approves nothing', async () => {
    const { will, wanda, petra, anna, ask, act } = office
    await anna.make('leave-ledger', {
      person: petra.id,
      kind: annual.id,
      on: '2026-01-01',
      quantity: 3,
      reason: 'Opening',
    })
    const own = await ask(petra, annual, '2026-09-14')
    expect(own.body.status).toBe('pending')
    expect((await act(petra, own, 'approve')).status).toBe(403)
    expect((await act(anna, own, 'approve')).body.status).toBe('approved')
    const asked = await ask(will, annual, '2026-09-15')
    expect((await act(will, asked, 'approve')).status).toBe(403)
    expect((await act(wanda, asked, 'approve')).status).toBe(404)
  })
  it('S2.67 with the right one’s own leave is approved at once within the balance; without it waits', async () => {
    const { studio, anna, ask, left } = office
    const right = { resource: 'leave-requests', rule: { action: 'approve', where: { person: '$me' } } }
    const free = await studio.person('Fred', 'worker', { may: [right] })
    await anna.make('leave-ledger', {
      person: free.id,
      kind: annual.id,
      on: '2026-01-01',
      quantity: 2,
      reason: 'Opening',
    })
    expect((await ask(free, annual, '2026-09-21')).body).toMatchObject({ status: 'approved', decidedBy: free.id })
    expect((await ask(free, annual, '2026-09-22', '2026-09-23')).status).toBe(422)
    expect(await left(free, annual)).toBe(1)
    expect((await ask(office.will, annual, '2026-09-21')).body.status).toBe('pending')
    const alone = await ask(anna, await office.kind({ consumes: false }), '2026-09-21')
    expect(alone.body.status).toBe('approved')
  })
  it('S2.45 an administrator enters leave of each kind; balances move only for kinds that consume', async () => {
    const { anna, will, wanda, petra, ask, left } = office
    const medical = await office.kind({ unit: 'days', consumes: false, needsPaper: true })
    const unpaid = await office.kind({ consumes: false, isPaid: false })
    const own = await office.kind({}, 2)
    const enter = (of: { id: string }, day: string) => ask(anna, of, day, day, { person: will.id })
    expect((await enter(annual, '2026-10-05')).body.status).toBe('approved')
    expect((await enter(unpaid, '2026-10-06')).body.status).toBe('approved')
    expect((await enter(own, '2026-10-07')).body.status).toBe('approved')
    const ill = await enter(medical, '2026-10-08')
    expect(ill.body.status).toBe('pending')
    const lines = (await anna.list('leave-ledger', { person: will.id, cause: 'use' })).body
    const moved = new Set(lines.map((line: { kind: string }) => line.kind))
    expect([moved.has(annual.id), moved.has(own.id)]).toEqual([true, true])
    expect([moved.has(unpaid.id), moved.has(medical.id)]).toEqual([false, false])
    expect([await left(will, annual), await left(will, own)]).toEqual([9, 1])
    expect((await office.act(anna, ill, 'approve')).body.code).toBe('leave.paper_missing')
    expect((await petra.get(`/leave-requests/${ill.body.id}`)).body).toHaveProperty('kind', medical.id)
    expect((await wanda.get(`/leave-requests/${ill.body.id}`)).status).toBe(404)
  })
  it('what is revoked gives back what was not used, and holds what was', async () => {
    const { wanda, petra, ask, act, left } = office
    const asked = await ask(wanda, annual, '2026-03-09', '2026-03-13')
    await act(petra, asked, 'approve')
    expect((await act(wanda, asked, 'revoke', { reason: 'x' })).status).toBe(403)
    const revoked = await act(petra, asked, 'revoke', { reason: 'A fire' })
    expect(revoked.body).toMatchObject({ status: 'revoked', revokedFrom: '2026-03-10' })
    expect(await left(wanda, annual)).toBe(9)
    expect((await ask(wanda, annual, '2026-03-09')).status).toBe(409)
    expect((await ask(wanda, annual, '2026-03-10')).status).toBe(201)
    expect((await act(petra, asked, 'revoke', { reason: 'Again' })).status).toBe(409)
  })
})
