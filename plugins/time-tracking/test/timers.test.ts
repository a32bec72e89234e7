import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Crew, on, openCrew, type Row, start, stop } from './crew.ts'

let crew: Crew
let shop: Row
let drawing: Row
beforeAll(async () => {
  crew = await openCrew()
  shop = await crew.project()
  drawing = await crew.task(shop)
})
afterAll(() => crew.close())
beforeEach(async () => {
  await stop(crew.st1)
  // Nothing that was recorded before is in the way.
  tick(24 * 60)
})

let now = Date.parse('2026-03-10T09:00:00.000Z')
const tick = (minutes: number) => {
  now += minutes * 60_000
  crew.studio.setNow(new Date(now).toISOString())
}
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const guard = async () => {
  const { events } = crew.studio.platform
  await events.enqueueJob({ tenantId: crew.studio.tenantId, plugin: 'time-tracking', job: 'forgotten' })
  await events.drain()
}
const running = async () => (await crew.admin.list('time-entries', { person: crew.st1.id, endedAt_null: true })).body

it('S2.3 a start names a project or a task; the client is known from it, and a second start ends the first', async () => {
  const { st1, client } = crew
  const first = await start(st1, on('tasks', drawing))
  expect(first.status).toBe(200)
  expect((await st1.get('/time-tracking/timer')).body.running).toMatchObject({ title: 'Drawing', project: 'Shop' })
  tick(30)
  expect((await start(st1, on('projects', shop))).status).toBe(200)
  const [now_] = await running()
  expect(now_).toMatchObject({ subject: on('projects', shop), project: on('projects', shop), client: client.id })
  const before = (await crew.admin.get(`/time-entries/${first.body.running.id}`)).body
  expect(before).toMatchObject({
    endedAt: now_.startedAt,
    elapsed: 1800,
    project: on('projects', shop),
    client: client.id,
  })
})

it('S2.3 of ten starts at once one runs', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => start(crew.st1, on('tasks', drawing))))
  expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  expect(await running()).toHaveLength(1)
})

it('S2.3 where the house wants to be asked, a second start is refused until it says so', async () => {
  await crew.set({ secondTimer: 'ask' })
  await start(crew.st1, on('tasks', drawing))
  tick(5)
  const refused = await start(crew.st1, on('projects', shop))
  expect(refused).toMatchObject({ status: 409, body: { code: 'time.already_running' } })
  expect((await start(crew.st1, on('projects', shop), { replace: true })).status).toBe(200)
  await crew.set({ secondTimer: 'switch' })
})

it('S2.8 who works on a project tracks time on it; who may only see it, or not even that, does not', async () => {
  const watched = await crew.project({ watchers: [crew.st2.id] }, [])
  expect((await start(crew.st2, on('projects', watched))).status).toBe(403)
  expect((await start(crew.st2, on('projects', shop))).status).toBe(422)
  expect((await start(crew.c1, on('projects', shop))).status).toBe(403)
})

it('S2.10 a closed or archived project takes no new time, and what there is stays readable', async () => {
  const done = await crew.project()
  await start(crew.st1, on('projects', done))
  tick(10)
  await crew.pm.post(`/projects/${done.id}/close`)
  // What runs may still be ended.
  expect((await stop(crew.st1)).status).toBe(200)
  expect(await start(crew.st1, on('projects', done))).toMatchObject({
    status: 409,
    body: { code: 'projects.not_worked_on' },
  })
  const [kept] = (await crew.st1.list('time-entries', { project: on('projects', done) })).body
  expect(kept.elapsed).toBe(600)
  await crew.pm.post(`/projects/${done.id}/reopen`)
  await crew.pm.post(`/projects/${done.id}/archive`)
  expect((await start(crew.st1, on('projects', done))).status).not.toBe(200)
  await crew.pm.post(`/projects/${done.id}/restore`)
  expect((await start(crew.st1, on('projects', done))).status).toBe(200)
})

it('S2.14 what was done offline comes in with its own times, once, and only where it fits', async () => {
  const { st1 } = crew
  const key = 'offline-0123456789abcdef'
  const begin = () =>
    st1.call(
      'POST',
      '/time-tracking/timer/start',
      { subject: on('tasks', drawing), at: at(-50) },
      { 'idempotency-key': key },
    )
  expect((await begin()).status).toBe(200)
  const again = await begin()
  expect(again.status).toBe(200)
  expect((await stop(st1, { at: at(-20) })).status).toBe(200)
  const [entry] = (await st1.list('time-entries', {}, ['startedAt', 'DESC'])).body
  expect(entry).toMatchObject({ elapsed: 1800, source: 'offline', startedAt: at(-50) })
  // Over what is there, in the future, or long ago.
  expect((await start(st1, on('tasks', drawing), { at: at(-40) })).status).toBe(409)
  expect((await start(st1, on('tasks', drawing), { at: at(30) })).status).toBe(422)
  expect((await start(st1, on('tasks', drawing), { at: at(-26 * 60) })).status).toBe(422)
})

it('S2.14 the timer is where it was after the page was loaded anew', async () => {
  await start(crew.st1, on('tasks', drawing), { note: 'Logo' })
  const { body } = await crew.st1.get('/time-tracking/timer')
  expect(body.running).toMatchObject({ title: 'Drawing', note: 'Logo' })
  expect((await crew.st2.get('/time-tracking/timer')).body.running).toBeNull()
})

it('S2.62 where a task is required, a start on a project offers to make one', async () => {
  await crew.set({ taskRequired: true })
  const refused = await start(crew.st1, on('projects', shop))
  expect(refused).toMatchObject({ status: 422, body: { code: 'time.task_required', params: { parts: ['tasks'] } } })
  const made = await crew.st1.make('tasks', { project: shop.id, title: 'Sketches' })
  expect((await start(crew.st1, on('tasks', made))).status).toBe(200)
  await crew.set({ taskRequired: false })
})

it('a forgotten timer is told of once, and ended where the house wants that', async () => {
  await crew.set({ forgotten: 'stop', longestHours: 10 })
  await start(crew.st1, on('tasks', drawing))
  tick(11 * 60)
  await guard()
  const [entry] = (await crew.st1.list('time-entries', {}, ['startedAt', 'DESC'])).body
  expect(entry.elapsed).toBe(10 * 3600)
  await guard()
  expect(await crew.studio.told('time-tracking.timer.forgotten')).toHaveLength(1)
})
