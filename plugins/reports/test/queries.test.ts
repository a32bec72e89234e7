import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Crew, openCrew, type Row } from './crew.ts'

let crew: Crew
let [site, secret]: Row[] = []
const project = 'project'

beforeAll(async () => {
  crew = await openCrew()
  const { admin, task, w1, w2 } = crew
  site = await crew.project({ name: 'Site', budget: { amount: 100_000, currency: 'EUR' } })
  secret = await crew.project({ name: 'Secret', budget: { amount: 50_000, currency: 'RON' } }, [w2])
  await task(site, { title: 'One', assignees: [w1.id], dueAt: '2026-03-12T10:00:00.000Z', estimate: 3600 })
  await task(site, {
    title: 'Two',
    assignees: [w1.id, w2.id],
    dueAt: '2026-03-31T21:30:00.000Z',
    estimate: 1800,
    price: { amount: 1050, currency: 'EUR' },
  })
  await task(secret, {
    title: 'Three',
    assignees: [w2.id],
    dueAt: '2026-04-02T10:00:00.000Z',
    price: { amount: 900, currency: 'RON' },
  })
  void admin
})
afterAll(() => crew.close())

const ask = async (by: Crew['admin'], definition: object, more: object = {}) =>
  (await by.post('/reports/preview', { definition: { dataset: 'projects.tasks', ...definition }, ...more }))
    .body as never as Answer
interface Answer {
  columns: { label: string }[]
  lines: { texts: string[]; values: (number | null)[]; keys: (string | null)[] }[]
  totals: { texts: string[]; values: (number | null)[] }[]
  notes: string[]
}
const texts = ({ lines }: Answer) => lines.map((line) => line.texts)

it('counts by project what its reader may see, and no more', async () => {
  const definition = { groups: [{ field: project }] }
  expect(texts(await ask(crew.admin, definition))).toEqual([
    ['Site', '2'],
    ['Secret', '1'],
  ])
  expect(texts(await ask(crew.w1, definition))).toEqual([['Site', '2']])
})

it('money of two currencies is two lines, and two totals', async () => {
  const answer = await ask(crew.admin, {
    conditions: [{ field: 'price', op: 'isFilled' }],
    groups: [{ field: 'project' }],
    measures: [{ of: 'sum', field: 'price' }],
  })
  expect(texts(answer)).toEqual([
    ['Site', 'EUR', '€10.50'],
    ['Secret', 'RON', 'RON\u00a09.00'],
  ])
  expect(answer.totals.map((line) => line.texts)).toEqual([
    ['Total', 'EUR', '€10.50'],
    ['Total', 'RON', 'RON\u00a09.00'],
  ])
})

it('a field one may not read is not offered, and a saved report shows without it and says so', async () => {
  const { body } = await crew.w1.get('/reports/datasets')
  const tasks = (body as never as { id: string; fields: { path: string }[] }[]).find(
    ({ id }) => id === 'projects.projects',
  )
  expect(tasks?.fields.map(({ path }) => path)).not.toContain('budget')
  const answer = (
    await crew.w1.post('/reports/preview', {
      definition: { dataset: 'projects.projects', columns: ['name', 'budget'] },
    })
  ).body as never as Answer
  expect(answer.columns.map(({ label }) => label)).toEqual(['Name'])
  expect(texts(answer)).toEqual([['Site']])
  expect(answer.notes).toHaveLength(1)
})

it('a task of two people stands in both their lines and once in the total', async () => {
  const answer = await ask(crew.admin, { groups: [{ field: 'assignees' }], sort: { column: 0, descending: false } })
  expect(texts(answer)).toEqual([
    ['Wanda', '2'],
    ['Will', '2'],
  ])
  expect(answer.totals.map((line) => line.texts)).toEqual([['Total', '3']])
})

it('months are the business’s: half past midnight in Bucharest is April', async () => {
  const answer = await ask(crew.admin, {
    groups: [{ field: 'dueAt', part: 'month' }],
    measures: [{ of: 'count' }, { of: 'sum', field: 'estimate' }],
  })
  expect(texts(answer).map(([month, count]) => [month, count])).toEqual([
    ['March 2026', '1'],
    ['April 2026', '2'],
  ])
  const april = await ask(
    crew.admin,
    { columns: ['title'] },
    { range: 'between', from: '2026-04-01', to: '2026-04-30' },
  )
  expect(texts(april).flat().toSorted()).toEqual(['Three', 'Two'])
})

it('behind a line stand its records', async () => {
  const definition = { dataset: 'projects.tasks', groups: [{ field: 'dueAt', part: 'month' }] }
  const { body } = await crew.admin.post('/reports/rows', { definition, keys: ['2026-04-01'] })
  expect((body as never as Answer).lines).toHaveLength(2)
})

it('a file has the figures of the screen', async () => {
  const made = await crew.admin.make('reports', {
    name: 'Money',
    definition: {
      dataset: 'projects.tasks',
      conditions: [{ field: 'price', op: 'isFilled' }],
      groups: [{ field: 'project' }],
      measures: [{ of: 'sum', field: 'price' }],
    },
  })
  const csv = await crew.admin.get(`/reports/${made.id}/file?format=csv`)
  expect(csv.text).toContain('Site,EUR,10.50')
  expect(csv.text).toContain('Secret,RON,9.00')
  expect((await crew.w1.get(`/reports/${made.id}/file?format=csv`)).status).toBe(404)
})

it('S0.31 S0.34 the share done on time leaves the cancelled out, counts a reopened one as open, and a handful says nothing of a person', async () => {
  const { pm, w1, studio } = crew
  const project = await crew.project({ name: 'Rates' }, [w1])
  const due = (title: string) => crew.task(project, { title, assignees: [w1.id], dueAt: '2026-03-10T12:00:00.000Z' })
  const step = (one: Row, ...steps: string[]) =>
    steps.reduce(
      (before, name) => before.then(() => pm.post(`/tasks/${one.id}/${name}`)),
      Promise.resolve<unknown>(null),
    )
  const [done, reopened, cancelled] = [await due('Done'), await due('Again'), await due('Off')]
  await due('Open')
  await step(done, 'start', 'complete')
  await step(reopened, 'start', 'complete', 'reopen')
  await step(cancelled, 'cancel')
  studio.setNow('2026-03-10T13:00:00.000Z')
  const measures = ['projects.onTime', 'projects.reliability'].map((metric) => ({ metric, version: 1 }))
  const conditions = [{ field: 'project', op: 'is', value: project.id }]
  expect(texts(await ask(crew.admin, { conditions, groups: [{ field: 'assignees' }], measures }))).toEqual([
    ['Will', '33.3', 'Too few data'],
  ])
})

it('S2.55 the report of projects: what is open, what is done and who works there', async () => {
  const measures = ['projects.open', 'projects.done'].map((metric) => ({ metric }))
  const sort = { column: 0, descending: false }
  const conditions = [{ field: 'project', op: 'anyOf', value: [site?.id, secret?.id] }]
  const done = await crew.task(site as Row, { title: 'Four', assignees: [crew.w1.id] })
  for (const step of ['start', 'complete']) await crew.pm.post(`/tasks/${done.id}/${step}`)
  expect(texts(await ask(crew.admin, { conditions, groups: [{ field: 'project' }], measures, sort }))).toEqual([
    ['Secret', '1', '0'],
    ['Site', '2', '1'],
  ])
  const people = { dataset: 'projects.members', conditions, columns: ['project', 'person'] }
  const listed = texts(await ask(crew.admin, people)).map((row) => row.join(': '))
  expect(listed.toSorted()).toEqual(['Secret: Petra', 'Secret: Wanda', 'Site: Petra', 'Site: Wanda', 'Site: Will'])
  expect(texts(await ask(crew.w1, people)).flat()).not.toContain('Secret')
})

it('S2.56 the report of tasks: its filters combine, and none shows more than one may see', async () => {
  const columns = ['title', 'status', 'estimate', 'assignees']
  const is = (field: string, value: unknown) => ({ field, op: 'is', value })
  const wanted = [is('project', site?.id), is('assignees', crew.w2.id), is('status', 'pending')]
  expect(texts(await ask(crew.admin, { conditions: wanted, columns }))).toEqual([
    ['Two', 'Pending', '30 min', 'Will; Wanda'],
  ])
  expect(texts(await ask(crew.admin, { conditions: [...wanted, is('title', 'One')], columns }))).toEqual([])
  expect(texts(await ask(crew.w1, { conditions: [is('project', secret?.id)], columns }))).toEqual([])
})

it('S2.53 the report of users has everybody who signs in, of every kind, for who administers them alone', async () => {
  const of = { dataset: 'directory.people', columns: ['name', 'kind', 'roles', 'status'] }
  const rows = texts(await ask(crew.admin, of)).map((row) => row.join(', '))
  expect(rows).toContain('Will, Staff, Worker, Active')
  expect(rows).toHaveLength(5)
  const seen = texts(await ask(crew.w1, { ...of, columns: ['name', 'roles'] }))
  expect(seen.flat()).not.toContain('Administrator')
})
