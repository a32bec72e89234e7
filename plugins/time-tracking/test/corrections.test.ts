import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Crew, on, openCrew, type Row, record } from './crew.ts'

let crew: Crew
let work: string
beforeAll(async () => {
  crew = await openCrew()
  const shop: Row = await crew.project()
  work = on('tasks', await crew.task(shop))
})
afterAll(() => crew.close())

const correct = (who: Crew['admin'], { id }: Row, input: object) => who.post(`/time-entries/${id}/correct`, input)

it('S2.42 S2.51 an administrator corrects a wrong interval with a reason, and what it said before stays', async () => {
  const { admin, st1 } = crew
  const { body: entry } = await record(st1, work, '2026-03-09', '09:00', '17:00')
  expect((await correct(admin, entry, { endedAt: '2026-03-09T16:00:00+02:00' })).status).toBe(422)
  const reason = 'Left at four, see the door'
  const { status, body } = await correct(admin, entry, { endedAt: '2026-03-09T16:00:00+02:00', reason })
  expect({ status, elapsed: body.elapsed }).toEqual({ status: 200, elapsed: 7 * 3600 })
  const [correction] = (await st1.list('time-corrections')).body
  expect(correction).toMatchObject({
    entry: entry.id,
    by: admin.id,
    person: st1.id,
    kind: 'changed',
    endedBefore: '2026-03-09T15:00:00.000Z',
    endedAfter: '2026-03-09T14:00:00.000Z',
    difference: -3600,
    reason,
  })
  expect(await crew.studio.told('time-tracking.entry.corrected')).toContainEqual({ id: correction.id, person: st1.id })
  expect((await crew.st2.list('time-corrections')).body).toEqual([])
})

it('S2.51 an interval that is taken away stays in the report, which nobody can edit', async () => {
  const { admin, st1 } = crew
  const { body: entry } = await record(st1, work, '2026-03-06', '09:00', '10:00')
  expect((await admin.del(`/time-entries/${entry.id}`)).status).toBe(403)
  const { status } = await admin.post(`/time-entries/${entry.id}/remove`, { reason: 'Twice' })
  expect(status).toBe(200)
  expect((await admin.get(`/time-entries/${entry.id}`)).status).toBe(404)
  const [kept] = (await admin.list('time-corrections', { entry: entry.id })).body
  expect(kept).toMatchObject({ kind: 'removed', difference: -3600, endedAfter: null })
  expect((await admin.patch(`/time-corrections/${kept.id}`, { reason: 'x' })).status).not.toBe(200)
  expect((await admin.del(`/time-corrections/${kept.id}`)).status).not.toBe(200)
  const past = crew.studio.asSystem((scope) =>
    scope.records({ name: 'time-corrections', fields: {} } as never).update(kept.id, { reason: 'x' } as never),
  )
  await expect(past).rejects.toThrow(/only added to/)
})

it('S2.42 a correction neither overlaps nor touches what is approved or billed, for anybody', async () => {
  const { admin, pm, st1, studio } = crew
  const { body: one } = await record(st1, work, '2026-02-09', '09:00', '10:00')
  const { body: two } = await record(st1, work, '2026-02-09', '10:00', '11:00')
  const over = { endedAt: '2026-02-09T10:30:00+02:00', reason: 'x' }
  // Too late for himself, in the way for the administrator.
  expect(await correct(st1, one, over)).toMatchObject({ status: 403, body: { code: 'time.window_over' } })
  expect(await correct(admin, one, over)).toMatchObject({ status: 409, body: { code: 'time.overlap' } })
  const sheet = await st1.make('timesheets', { startsOn: '2026-02-11' })
  expect(sheet).toMatchObject({ startsOn: '2026-02-09', endsOn: '2026-02-15' })
  expect((await st1.post(`/timesheets/${sheet.id}/submit`)).body.time).toBe(7200)
  expect((await st1.post(`/timesheets/${sheet.id}/approve`)).status).toBe(403)
  expect((await pm.post(`/timesheets/${sheet.id}/approve`)).status).toBe(200)
  const less = { endedAt: '2026-02-09T10:45:00+02:00', reason: 'x' }
  expect(await correct(admin, two, less)).toMatchObject({ status: 409, body: { code: 'time.sheet_approved' } })
  expect((await admin.post(`/time-entries/${two.id}/remove`, { reason: 'x' })).status).toBe(409)
  expect((await record(st1, work, '2026-02-10', '09:00', '10:00')).status).toBe(409)
  // Behind the application, too.
  await expect(
    studio.asSystem((scope) =>
      scope
        .sql({ name: 'time-entries', fields: {} }, (rows) => rows.select('id'))
        .then(() => scope.records({ name: 'time-entries', fields: {} } as never).remove(two.id)),
    ),
  ).rejects.toThrow()
  expect((await pm.post(`/timesheets/${sheet.id}/reopen`, { reason: 'Wrong day' })).status).toBe(200)
  expect((await correct(admin, two, less)).status).toBe(200)
  await studio.query('update public.time_entries set billed_at = now(), billed_at_zone = $1 where id = $2', [
    'UTC',
    two.id,
  ])
  expect(await correct(admin, two, { ...less, reason: 'y' })).toMatchObject({
    status: 409,
    body: { code: 'time.billed' },
  })
  expect((await st1.patch(`/time-entries/${two.id}`, { note: 'x' })).status).toBe(409)
})

it('behind the lock nothing is added, once the days of grace are over', async () => {
  await crew.set({ lockedUntil: '2026-01-31', graceDays: 60 })
  expect((await record(crew.st1, work, '2026-01-15', '09:00', '10:00')).status).toBe(201)
  await crew.set({ graceDays: 5 })
  expect(await record(crew.st1, work, '2026-01-16', '09:00', '10:00')).toMatchObject({
    status: 409,
    body: { code: 'time.locked' },
  })
})

it('two recorded at once over each other are one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => record(crew.st1, work, '2026-03-02', '09:00', '10:00')),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409])
})
