import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen } from '../../../tests/scenarios/live.ts'
import { pagesOf } from '../../reports/test/pdf-text.ts'
import { type Crew, on, openCrew, type Row, start, stop } from './crew.ts'

let crew: Crew
let shop: Row
let house: Row
beforeAll(async () => {
  crew = await openCrew()
  shop = await crew.project()
  house = await crew.project({ name: 'Our site', client: null })
})
afterAll(() => crew.close())

const board = async (who: Crew['admin']) => (await who.get('/time-tracking/board')).body.people as Row[]

it('S2.1 who works on what is seen live, and what is done for the house itself is nobody’s else', async () => {
  const { admin, st1, c1 } = crew
  await start(st1, on('projects', house))
  expect(await board(admin)).toContainEqual(
    expect.objectContaining({ person: st1.id, state: 'working', title: 'Our site', since: expect.any(String) }),
  )
  expect(await board(c1)).toEqual([])
  expect((await c1.list('time-entries')).body).toEqual([])
  await stop(st1)
})

it('S2.4 S2.39 manager and client see a start within five seconds, the client without rates, another client nothing', async () => {
  const { admin, pm, st1, c1, c2, studio } = crew
  await admin.make('time-rates', { startsOn: '2026-01-01', rate: { amount: 5000, currency: 'EUR' } })
  await studio.platform.events.start()
  const address = await studio.platform.app.listen({ port: 0, host: '127.0.0.1' })
  const [manager, client, stranger] = await Promise.all([pm, c1, c2].map(({ cookie }) => listen(address, cookie)))
  studio.setNow('2026-03-10T10:00:00.000Z')
  const begun = Date.now()
  const { id } = (await start(st1, on('projects', shop))).body.running
  await Promise.all([manager, client].map((one) => one?.until((message) => message.id === id)))
  expect(Date.now() - begun).toBeLessThan(5_000)
  const [line] = await board(c1)
  expect(line).toMatchObject({ person: st1.id, name: 'Stan', title: 'Shop' })
  studio.setNow('2026-03-10T11:00:00.000Z')
  await stop(st1)
  const [seen] = (await c1.list('time-entries')).body
  expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['rate']))
  expect(seen).not.toHaveProperty('amount')
  expect(seen).not.toHaveProperty('note')
  expect((await admin.get(`/time-entries/${id}`)).body).toMatchObject({ amount: { amount: 5000, currency: 'EUR' } })
  expect(await board(c2)).toEqual([])
  expect(stranger?.messages.some((message) => message.id === id)).toBe(false)
  for (const one of [manager, client, stranger]) await one?.leave()
})

it('S2.39 a worker cannot open the board, and it tells idle, break, off', async () => {
  const { admin, st1, st2, studio } = crew
  expect((await st1.get('/time-tracking/board')).status).toBe(403)
  await admin.make('staff', { name: 'Sara', person: st2.id })
  const stateOf = async () => (await board(admin)).find(({ person }) => person === st2.id)?.state
  expect(await stateOf()).toBe('off')
  await st2.post('/time-tracking/clock', { step: 'in' })
  expect(await stateOf()).toBe('present')
  studio.setNow('2026-03-10T12:00:00.000Z')
  await st2.post('/time-tracking/clock', { step: 'break' })
  expect(await stateOf()).toBe('break')
  await start(st1, on('projects', shop))
  await st1.post('/time-tracking/timer/idle', { since: '2026-03-10T12:00:00.000Z' })
  expect((await board(admin)).find(({ person }) => person === st1.id)?.state).toBe('idle')
})

it('S2.2 S2.15 coming and going make the month’s sheet, which agrees with the entries', async () => {
  const { st2, admin, studio } = crew
  studio.setNow('2026-03-11T07:00:00.000Z')
  await st2.post('/time-tracking/clock', { step: 'in' })
  expect((await st2.post('/time-tracking/clock', { step: 'in' })).status).toBe(409)
  studio.setNow('2026-03-11T10:00:00.000Z')
  await st2.post('/time-tracking/clock', { step: 'break' })
  studio.setNow('2026-03-11T11:00:00.000Z')
  await st2.post('/time-tracking/clock', { step: 'in' })
  const own = await crew.project({ name: 'Own' }, [st2])
  await start(st2, on('projects', own))
  studio.setNow('2026-03-11T15:00:00.000Z')
  await st2.post('/time-tracking/clock', { step: 'out' })
  const { body } = await st2.get('/time-tracking/sheet?month=2026-03')
  expect(body.days).toHaveLength(31)
  expect(body.days[10]).toEqual({
    day: '2026-03-11',
    firstIn: '2026-03-11T07:00:00.000Z',
    lastOut: '2026-03-11T15:00:00.000Z',
    breaks: 3600,
    present: 7 * 3600,
    worked: 4 * 3600,
    away: [],
  })
  for (const format of ['pdf', 'xlsx'])
    expect((await admin.get(`/time-tracking/sheet/file?month=2026-03&person=${st2.id}&format=${format}`)).status).toBe(
      200,
    )
  const paper = await studio.platform.app.inject({
    method: 'GET',
    url: `/api/time-tracking/sheet/file?month=2026-03&person=${st2.id}&format=pdf`,
    headers: { cookie: admin.cookie },
  })
  expect((await pagesOf(paper.rawPayload))[0]).toMatch(/Wed, Mar 11 .*1:00 7:00 4:00/)
  expect((await crew.c1.get(`/time-tracking/sheet?month=2026-03&person=${st2.id}`)).status).toBe(403)
})
