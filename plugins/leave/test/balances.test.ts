import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicHolidays } from '../src/holidays/calendars.ts'
import { type Office, openOffice } from './office.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

describe('holidays', () => {
  it('S2.44 a country’s calendar is looked at, imported once, edited and added to; a holiday inside a leave takes nothing', async () => {
    const { anna, petra, will, ask, act, left } = office
    const place = 'country=RO&year=2026'
    const preview = (await anna.get(`/leave/calendars/preview?${place}`)).body as { on: string; isThere: boolean }[]
    const dates = preview.map(({ on }) => on)
    // Orthodox Good Friday, Easter Monday and Whit Monday of 2026.
    for (const day of ['2026-01-01', '2026-04-10', '2026-04-13', '2026-06-01', '2026-12-01'])
      expect(dates).toContain(day)
    expect(dates).not.toContain('2026-04-06')
    expect((await anna.list('holidays')).body).toEqual([])
    expect((await will.get(`/leave/calendars/preview?${place}`)).status).toBe(403)
    const imported = (await anna.post('/leave/calendars/import', { country: 'RO', year: 2026 })).body.imported
    expect(imported).toBe(dates.length)
    const kind = await office.kind({}, 10)
    const easter = await ask(will, kind, '2026-04-09', '2026-04-14')
    expect(easter.body.quantity).toBe(2)
    const [monday] = (await anna.list('holidays', { on: '2026-04-13' })).body
    await anna.patch(`/holidays/${monday.id}`, { name: 'Our Monday' })
    expect((await anna.post('/leave/calendars/import', { country: 'RO', year: 2026 })).body.imported).toBe(0)
    expect((await anna.list('holidays', { on: '2026-04-13' })).body).toMatchObject([{ name: 'Our Monday' }])
    expect((await petra.post('/holidays', { on: '2026-07-15', name: 'Ours' })).status).toBe(403)
    expect((await anna.get('/leave/calendars/preview?country=ZZ&year=2026')).status).toBe(404)

    const summer = await ask(will, kind, '2026-07-13', '2026-07-17')
    await act(petra, summer, 'approve')
    expect(await left(will, kind)).toBe(3)
    const ours = await anna.make('holidays', { on: '2026-07-15', name: 'Ours' })
    expect(await left(will, kind)).toBe(4)
    await anna.patch(`/holidays/${ours.id}`, { name: 'Our day' })
    await anna.make('holidays', { on: '2026-07-15', name: 'Twice' })
    expect(await left(will, kind)).toBe(4)
    await anna.patch(`/holidays/${ours.id}`, { on: '2026-07-16' })
    expect(await left(will, kind)).toBe(5)
    expect((await will.get(`/leave-requests/${summer.body.id}`)).body).toMatchObject({
      status: 'approved',
      quantity: 3,
    })
    await anna.del(`/holidays/${ours.id}`)
    expect(await left(will, kind)).toBe(4)
  })
  it('Moldova keeps its own days, and whoever is there has those', async () => {
    const days = await publicHolidays({ country: 'MD', region: null, year: 2027 }, 'ro')
    // Orthodox Easter of 2027 is on 2 May.
    expect(days.map(({ on }) => on)).toEqual(expect.arrayContaining(['2027-05-03', '2027-08-27', '2027-08-31']))
    const { anna, wanda, ask } = office
    const kind = await office.kind({}, 10)
    await anna.make('holidays', { on: '2026-08-27', name: 'Independence', country: 'MD' })
    const account = (await anna.list('leave-accounts', { person: wanda.id })).body[0]
    await anna.patch(`/leave-accounts/${account.id}`, { country: 'MD' })
    expect((await ask(wanda, kind, '2026-08-26', '2026-08-27')).body.quantity).toBe(1)
  })
})

describe('the ledger', () => {
  it('a balance is a sum of lines nobody changes, and a correction says why', async () => {
    const { anna, will, wanda, petra } = office
    const kind = await office.kind({}, 4)
    const line = await anna.make('leave-ledger', {
      person: will.id,
      kind: kind.id,
      quantity: -1.5,
      reason: 'Counted twice',
    })
    expect(line).toMatchObject({ cause: 'adjustment', amount: -3, on: '2026-03-10' })
    expect(await office.left(will, kind)).toBe(2.5)
    expect((await anna.patch(`/leave-ledger/${line.id}`, { quantity: 9 })).status).toBe(422)
    expect((await anna.del(`/leave-ledger/${line.id}`)).status).toBe(403)
    expect(
      (await anna.post('/leave-ledger', { person: will.id, kind: kind.id, quantity: 1 })).body.fields[0].path,
    ).toBe('reason')
    const third = await anna.post('/leave-ledger', { person: will.id, kind: kind.id, quantity: 0.3, reason: 'x' })
    expect(third.body.code).toBe('leave.uneven_quantity')
    expect(
      (await petra.post('/leave-ledger', { person: will.id, kind: kind.id, quantity: 1, reason: 'x' })).status,
    ).toBe(403)
    expect((await wanda.list('leave-ledger', { person: will.id })).body).toEqual([])
    expect(
      (await wanda.get(`/leave/balances?person=${will.id}`)).body.every((each: { left: number }) => each.left === 0),
    ).toBe(true)
  })
  it('the year gives what it has given so far, once, and takes what does not go over', async () => {
    const { studio, anna, will, left } = office
    const late = await studio.person('Lia', 'worker')
    await anna.make('staff', { name: 'Lia', person: late.id, startsOn: '2026-07-01' })
    const yearly = await office.kind({ allowance: 20, carryOver: 3, carryUntil: '06-30' })
    const monthly = await office.kind({ allowance: 24, accrual: 'monthly' })
    const { turnFor } = await import('../src/year/turn.ts')
    const turn = (person: string) => studio.asSystem((scope) => turnFor(scope, person))
    for (const _ of [1, 2]) for (const { id } of [will, late]) await turn(id)
    expect(await left(will, yearly)).toBe(20)
    // 184 days of 365 are 10.08 days: 10.
    expect(await left(anna, yearly, late.id)).toBe(10)
    // 90 of 365 days by the end of March.
    expect(await left(will, monthly)).toBe(6)
    await Promise.allSettled([turn(will.id), turn(will.id)])
    expect((await anna.list('leave-ledger', { person: will.id, kind: yearly.id })).body).toHaveLength(1)
    await anna.patch(`/leave-kinds/${yearly.id}`, { allowance: 22 })
    await turn(will.id)
    expect(await left(will, yearly)).toBe(22)
  })
})
