import { afterAll, beforeAll, expect, it } from 'vitest'
import { timeEntries } from '../contract/src/index.ts'
import { type Crew, on, openCrew, type Row, record } from './crew.ts'

let crew: Crew
beforeAll(async () => {
  crew = await openCrew()
})
afterAll(() => crew?.close())

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const costOf = async (entry: Row) => {
  const { rate, amount } = (await crew.admin.get(`/time-entries/${entry.id}`)).body
  return { rate, amount }
}

it('S2.52 a rate set late is applied to what was worked since it begins, and to nothing that is fast', async () => {
  const { admin, pm, st1, st2, studio, set } = crew
  const shop = await crew.project({ name: 'Shop' }, [st1, st2])
  const work = async (who = st1, day = '2026-03-03', more = {}): Promise<Row> => {
    const { status, body } = await record(who, on('projects', shop), day, '09:00', '11:00', more)
    expect(status).toBe(201)
    return body
  }
  const before = await work(st1, '2026-02-27')
  const locked = await work(st1, '2026-03-02')
  const plain = await work()
  const free = await work(st1, '2026-03-04', { billable: false })
  const other = await work(st2)
  const sheet = await st1.make('timesheets', { startsOn: '2026-03-02' })
  await st1.post(`/timesheets/${sheet.id}/submit`, {})
  expect((await pm.post(`/timesheets/${sheet.id}/approve`, {})).status).toBe(200)
  const billed = await work(st2, '2026-03-04')
  await studio.asSystem((scope) =>
    scope.records(timeEntries).update(billed.id, { billedAt: '2026-03-05T00:00:00.000Z' }),
  )
  await set({ lockedUntil: '2026-03-02' })

  const general = await admin.make('time-rates', { startsOn: '2026-03-01', rate: euros(4000) })
  const own = await admin.make('time-rates', { startsOn: '2026-03-01', rate: euros(6000), person: st1.id })
  expect(await costOf(plain)).toEqual({ rate: null, amount: null })
  expect((await pm.post(`/time-rates/${general.id}/apply`, {})).status).toBe(404)
  expect((await admin.post(`/time-rates/${general.id}/apply`, {})).status).toBe(200)
  await studio.platform.events.drain()

  expect(await costOf(plain)).toEqual({ rate: euros(6000), amount: euros(12000) })
  expect(await costOf(free)).toEqual({ rate: euros(6000), amount: euros(0) })
  expect(await costOf(other)).toEqual({ rate: euros(4000), amount: euros(8000) })
  for (const fast of [before, locked, billed]) expect(await costOf(fast)).toEqual({ rate: null, amount: null })

  // Nothing is written twice.
  const past = (await admin.get(`/time-entries/${plain.id}/history`)).body.length
  await admin.post(`/time-rates/${own.id}/apply`, {})
  await studio.platform.events.drain()
  expect((await admin.get(`/time-entries/${plain.id}/history`)).body).toHaveLength(past)
})
