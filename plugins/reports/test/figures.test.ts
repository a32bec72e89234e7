import { metrics } from '@guildhall/contract-reports'
import { afterAll, beforeAll, expect, it } from 'vitest'
import config from '../../../platform.config.ts'
import { contribute, definePlugin } from '../../../sdk/src/index.ts'
import type { Member } from '../../../tests/studio.ts'
import { type Crew, openCrew, type Row } from './crew.ts'

const done = [{ field: 'status', op: 'is' as const, value: 'completed' }]
const urgent = [...done, { field: 'priority', op: 'is' as const, value: 'high' }]
/** Until the end of January what counted was whatever was done; since then only what was urgent. */
const counting = definePlugin({
  name: 'acme-counting',
  version: '1.0.0',
  requires: ['projects'],
  contributes: [
    contribute(metrics, {
      name: 'finished',
      dataset: 'projects.tasks',
      title: 'acme-counting:finished',
      versions: [
        { version: 1, since: '2025-01-01', formula: { count: done }, tells: 'acme-counting:finishedOnce' },
        { version: 2, since: '2026-02-01', formula: { count: urgent }, tells: 'acme-counting:finishedNow' },
      ],
    }),
  ],
})

let crew: Crew
let site: Row

beforeAll(async () => {
  crew = await openCrew({ plugins: [...config.plugins, counting] })
  const { w1, w2, studio } = crew
  site = await crew.project({ name: 'Site' }, [w1])
  const joint = await crew.project({ name: 'Joint' }, [w1, w2], crew.otherPm)
  const task = async (of: Row, by: Member, values: object, isDone = true) => {
    const made = await crew.task(of, values, by)
    if (isDone) for (const step of ['start', 'complete']) await by.post(`/tasks/${made.id}/${step}`)
  }
  studio.setNow('2026-01-10T09:00:00.000Z')
  await signInAgain()
  const january = { assignees: [w1.id], dueAt: '2026-01-20T10:00:00.000Z' }
  await task(site, crew.pm, { ...january, priority: 'high' })
  await task(site, crew.pm, { ...january, priority: 'low' })
  studio.setNow('2026-03-10T09:00:00.000Z')
  await signInAgain()
  const march = { assignees: [w1.id], dueAt: '2026-03-20T10:00:00.000Z', priority: 'low' }
  for (let count = 0; count < 5; count++) await task(site, crew.pm, march)
  await task(site, crew.pm, { ...march, dueAt: '2026-03-02T10:00:00.000Z' })
  await task(site, crew.pm, { ...march, dueAt: '2026-03-02T10:00:00.000Z' }, false)
  for (let count = 0; count < 6; count++)
    await task(joint, crew.otherPm, { ...march, assignees: [w1.id, w2.id], dueAt: '2026-03-09T10:00:00.000Z' })
  studio.setNow('2026-03-25T09:00:00.000Z')
  await signInAgain()
})
afterAll(() => crew.close())

/** Sessions end with the weeks that pass. */
async function signInAgain() {
  for (const name of ['admin', 'pm', 'otherPm', 'w1', 'w2'] as const)
    crew[name] = await crew.studio.signedIn(crew[name].id, crew[name].email)
}

interface Figure {
  id: string
  formula: string
  since: string
  version: number
  points: { from: string; value: number | null; text: string; version: number }[]
  behind: object
}
async function figure(by: Member, id: string, query = ''): Promise<Figure> {
  const { body } = await by.get(`/reports/figures${query}`)
  const found = (body as never as Figure[]).find((each) => each.id === id)
  if (!found) throw new Error(`No ${id} in ${JSON.stringify(body)}`)
  return found
}
const now = ({ points }: Figure) => points.at(-1)?.value

it('S0.11 a figure says how it is reckoned, and whoever reckons it from its rows as a file comes to the same', async () => {
  const onTime = await figure(crew.admin, 'projects.onTime')
  expect(onTime.formula).toContain('due')
  const { text } = await crew.admin.post('/reports/preview/file', {
    name: 'Rows',
    format: 'csv',
    definition: { ...onTime.behind, columns: ['dueAt', 'status', 'completedAt'] },
  })
  const [, ...rows] = text.trim().split(/\r?\n/)
  const inTime = rows.filter((row) => {
    const [due = '', status, completed = ''] = row.split(',')
    return status === 'Completed' && completed <= due
  })
  expect(rows).toHaveLength(13)
  expect(now(onTime)).toBe(Math.round((inTime.length / rows.length) * 1000) / 10)
  expect(now(onTime)).toBe(38.5)
})

it('S0.33 a worker sees how he did month by month; a colleague is nobody to him, also in a report of both', async () => {
  const { w1, w2 } = crew
  const own = await figure(w1, 'projects.reliability', '?person=me')
  expect(own.points.map(({ from, value }) => [from, value]).slice(-3)).toEqual([
    ['2026-01-01', null],
    ['2026-02-01', null],
    ['2026-03-01', 38.5],
  ])
  expect(own.points.at(-3)?.text).toBe('Too few data')
  expect((await w1.get(`/reports/figures?person=${w2.id}`)).status).toBe(404)
  const { body } = await w1.post('/reports/preview', {
    definition: {
      dataset: 'projects.tasks',
      groups: [{ field: 'assignees' }],
      measures: [{ metric: 'projects.reliability' }],
    },
  })
  expect((body.lines as { texts: string[] }[]).map(({ texts }) => texts[0])).toEqual(['Will'])
  const sneaking = await w1.post('/reports/preview', {
    definition: {
      dataset: 'projects.tasks',
      conditions: [{ field: 'assignees', op: 'is', value: w2.id }],
      measures: [{ metric: 'projects.reliability' }],
    },
  })
  expect((sneaking.body.lines as { texts: string[] }[]).flatMap(({ texts }) => texts)).toEqual(['Too few data'])
})

it('S0.34 a manager judges who works in his projects, by these projects alone, and nobody else', async () => {
  const { pm, otherPm, w1, w2, admin } = crew
  expect(now(await figure(pm, 'projects.reliability', `?person=${w1.id}`))).toBe(71.4)
  expect(now(await figure(otherPm, 'projects.reliability', `?person=${w1.id}`))).toBe(0)
  expect(now(await figure(otherPm, 'projects.reliability', `?person=${w2.id}`))).toBe(0)
  expect((await pm.get(`/reports/figures?person=${w2.id}`)).status).toBe(404)
  expect(now(await figure(admin, 'projects.reliability', `?person=${w1.id}`))).toBe(38.5)
})

it('S1.8 a closed month stays as it was reckoned; a new definition counts from its day, and says so', async () => {
  const finished = await figure(crew.admin, 'acme-counting.finished')
  expect(finished.points.slice(-3).map(({ value, version }) => [value, version])).toEqual([
    [2, 1],
    [null, 2],
    [0, 2],
  ])
  expect([finished.version, finished.since]).toEqual([2, '2026-02-01'])
  const { body } = await crew.admin.post('/reports/preview', {
    definition: { dataset: 'projects.tasks', measures: [{ metric: 'acme-counting.finished', version: 1 }] },
  })
  expect(body.notes as string[]).toEqual([expect.stringContaining('February 1, 2026')])
})

it('S0.7 each role has a home of its own, and what is meant for another is closed', async () => {
  const { admin, pm, w1 } = crew
  const homes = await Promise.all(
    [admin, pm, w1].map(async (by) => {
      const { widgets, modules } = (await by.get('/manifest')).body as never as Home
      const drawn = modules.flatMap(({ plugin, slots }) => slots.map(({ name }) => `${plugin}/${name}`))
      return [...widgets.map(({ plugin, name }) => `${plugin}/${name}`), ...drawn]
    }),
  )
  const [forAdmin = [], forManager = [], forWorker = []] = homes
  expect(new Set(homes.map((home) => home.toSorted().join())).size).toBe(3)
  expect(forAdmin).toContain('projects/budgets')
  expect(forManager).toContain('projects/pace')
  expect(forManager).not.toContain('projects/budgets')
  expect(forWorker).toContain('reports/myFigures')
  expect(forWorker).not.toContain('reports/figures')
  expect((await w1.get('/widgets/projects/pace')).status).toBe(403)
  expect((await pm.get('/widgets/projects/mineDone')).status).toBe(403)
  expect((await admin.get('/widgets/projects/pace')).status).toBe(200)
})
interface Home {
  widgets: { plugin: string; name: string }[]
  modules: { plugin: string; slots: { name: string }[] }[]
}
