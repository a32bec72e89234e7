import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen } from '../scenarios/live.ts'
import { type Operation, operationsOf } from './document.ts'
import { byCode } from './grants.ts'
import { mark, openWorld, type Row, type World } from './world.ts'

let world: World
let operations: readonly Operation[]
/** By resource: what the business has. */
let there: Record<string, readonly Row[]>

beforeAll(async () => {
  world = await openWorld()
  operations = await operationsOf(world.studio.platform)
  await world.calls.admin('POST', '/jobs', { plugin: 'projects', job: 'dueSoon' })
  for (const resource of world.resources) await world.fresh(resource)
  there = Object.fromEntries(
    await Promise.all(world.resources.map(async (resource) => [resource, await seen(resource)] as const)),
  )
})
afterAll(() => world?.close())

async function seen(resource: string): Promise<Row[]> {
  const schema = resource === 'logins' ? 'guildhall' : 'public'
  if (byCode.has(resource))
    return world.studio.query(`select id from ${schema}.${resource.replaceAll('-', '_')} where tenant_id = $1`, [
      world.studio.tenantId,
    ])
  return (await world.people.admin.list(resource)).body
}
const filtered = (url: string, filter: object, more = '') =>
  `${url}?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`

it('S0.27 no id of one business is anything to the administrator of another: record, change, step, history, many at once', async () => {
  const findings: string[] = []
  const onOne = operations.filter(({ right, path }) => right && /^\/api\/[a-z-]+(\/\{id\}.*)?$/.test(path))
  for (const { method, path, name } of onOne) {
    const resource = path.split('/')[2] ?? ''
    for (const { id } of (there[resource] ?? []).slice(0, 3)) {
      if (!path.includes('{id}') && (method === 'GET' || method === 'POST')) continue
      const isMany = !path.includes('{id}')
      const url = isMany
        ? method === 'DELETE'
          ? filtered(`/${resource}`, { id: [id] })
          : `/${resource}`
        : path.slice('/api'.length).replace('{id}', id)
      const body = isMany ? { ids: [id], changes: { name: 'X' } } : {}
      const answer = await world.calls.stranger(method, url, method === 'GET' || method === 'DELETE' ? undefined : body)
      // Nobody, the alerts' own administrator neither, does anything with those.
      const wanted = byCode.has(resource) ? [403, 404] : [404, 422]
      if (!wanted.includes(answer.status) || (answer.status === 422 && !isMany))
        findings.push(`${name}: ${answer.status} ${answer.text.slice(0, 200)}`)
      if (answer.text.includes(mark)) findings.push(`${name} tells ${answer.text.slice(0, 200)}`)
    }
  }
  expect(findings).toEqual([])
  expect((await seen('projects')).map(({ id }) => id)).toEqual(there.projects?.map(({ id }) => id))
})

it('S0.27 nor does a list, a search, a filter, an export, a page, a question about rights or a widget tell of them', async () => {
  const { stranger } = world.calls
  for (const resource of world.resources.filter((name) => !byCode.has(name))) {
    const ids = (there[resource] ?? []).map(({ id }) => id)
    const [id = ''] = ids
    const cursor = Buffer.from(JSON.stringify([null, id])).toString('base64url')
    for (const url of [
      filtered(`/${resource}`, { id: ids }),
      filtered(`/${resource}`, { id }),
      filtered(`/${resource}`, { id_in: ids, archived: 'with' }),
      filtered(`/${resource}/export`, { id: ids }),
      `/${resource}?range=[0,499]`,
      `/${resource}?cursor=${cursor}`,
      `/${resource}/export`,
      filtered(`/${resource}`, { q: mark }),
      filtered(`/${resource}`, { project: there.projects?.[0]?.id }),
      filtered(`/${resource}`, { client: there.clients?.[0]?.id }),
    ]) {
      const answer = await stranger('GET', url)
      expect([200, 422], url).toContain(answer.status)
      expect(answer.text, url).not.toContain(mark)
      for (const one of ids) if (!url.includes(one)) expect(answer.text, url).not.toContain(one)
      if (answer.status === 200 && Array.isArray(answer.body))
        expect(answer.body.map((row: Row) => row.id).filter((one: string) => ids.includes(one))).toEqual([])
    }
    expect((await stranger('GET', `/access/can?resource=${resource}&action=read&id=${id}`)).body).toEqual({
      can: false,
    })
    expect((await stranger('GET', `/access/explain?resource=${resource}&action=read&id=${id}`)).status).toBe(404)
    const user = world.people.worker.id
    const asked = await stranger('GET', `/access/explain?resource=${resource}&action=read&user=${user}`)
    expect(asked.status).toBe(404)
  }
  const [job] = (await world.calls.admin('GET', '/jobs')).body as Row[]
  expect((await stranger('GET', `/jobs/${job?.id}`)).status).toBe(404)
  const [session] = (await world.calls.admin('GET', '/auth/sessions')).body as Row[]
  expect((await stranger('DELETE', `/auth/sessions/${session?.id}`)).status).toBe(404)
  for (const { url } of (await stranger('GET', '/manifest')).body.widgets as { url: string }[]) {
    const { status, body } = await stranger('GET', url.slice('/api'.length))
    const {
      count = 0,
      records = [],
      series = [],
    } = body as { count?: number; records?: []; series?: { values: number[] }[] }
    expect([status, count, records.length, series.flatMap(({ values }) => values).filter(Boolean)]).toEqual([
      200,
      0,
      0,
      [],
    ])
  }
})

it('S0.27 no record can be made to point across: each reference to another business’s record is refused by its name', async () => {
  const { registry } = world.studio.platform.engine
  const own = world.stranger
  const project = await own.make('projects', { name: 'Own' })
  const card = await own.make('clients', { name: 'Own' })
  const template = await own.make('project-templates', { name: 'Own' })
  const task = await own.make('tasks', { project: project.id, title: 'Own' })
  const [role] = (await own.list('roles')).body as Row[]
  const drafts: Record<string, object> = {
    people: { name: 'X', email: 'x@mail.example', kind: 'staff', roles: [role?.id] },
    companies: { name: 'X' },
    clients: { name: 'X' },
    staff: { name: 'X' },
    assets: { name: 'X', client: card.id },
    interactions: { text: 'X', client: card.id },
    projects: { name: 'X' },
    'project-members': { project: project.id, person: own.id },
    tasks: { project: project.id, title: 'X' },
    'checklist-items': { task: task.id, title: 'X' },
    'template-tasks': { template: template.id, title: 'X' },
  }
  const findings: string[] = []
  let tried = 0
  for (const [resource, draft] of Object.entries(drafts))
    for (const field of registry.model(resource).fields.values()) {
      const { kind, name, definition } = field
      if ((kind !== 'ref' && kind !== 'refs') || definition.computed) continue
      const [foreign] = there[String(definition.target)] ?? []
      const value = kind === 'refs' ? [foreign?.id] : foreign?.id
      const answer = await own.post(`/${resource}`, { ...draft, [name]: value })
      tried++
      const isNamed =
        answer.status === 422 && answer.body.fields?.some(({ path }: { path: string }) => path.startsWith(name))
      if (!isNamed && answer.status !== 404)
        findings.push(`${resource}.${name}: ${answer.status} ${answer.text.slice(0, 300)}`)
    }
  expect(findings).toEqual([])
  expect(tried).toBeGreaterThan(15)
  for (const [url, change] of [
    [`/tasks/${task.id}`, { assignees: [world.people.worker.id] }],
    [`/tasks/${task.id}`, { parent: there.tasks?.[0]?.id }],
    [`/projects/${project.id}`, { company: world.company.id }],
    [`/clients/${card.id}`, { companies: [world.company.id] }],
  ] as const)
    expect((await own.patch(url, change)).status, JSON.stringify(change)).toBe(422)
  const merged = await own.post(`/clients/${card.id}/merge`, { duplicate: world.card.id })
  expect([404, 422]).toContain(merged.status)
})

it('S0.27 naming the other business in the header opens nothing, however it is written', async () => {
  const { studio, home } = world
  const names = [
    'studio',
    'STUDIO',
    ' studio',
    'studio ',
    studio.tenantId,
    "studio' or '1'='1",
    'north,studio',
    '../studio',
    'студио',
  ]
  for (const name of names) {
    const headers = { 'x-tenant': Buffer.from(name, 'utf8').toString('latin1') }
    for (const [method, url] of [
      ['GET', '/projects'],
      ['GET', `/projects/${home.id}`],
      ['POST', '/projects'],
      ['GET', '/manifest'],
      ['GET', '/auth/me'],
      ['GET', '/tenant'],
      ['GET', '/plugins'],
      ['GET', '/login-journal'],
      ['GET', '/jobs'],
      ['GET', '/widgets/projects/ongoing'],
    ] as const) {
      const answer = await world.calls.stranger(method, url, method === 'POST' ? { name: 'X' } : undefined, headers)
      expect(answer.status, `${method} ${url} as ${name}`).toBe(404)
      expect(answer.text).not.toContain(mark)
    }
    expect((await world.calls.anonymous('GET', '/projects', undefined, headers)).status).toBe(401)
  }
})

it('S0.27 what happens in one business is heard in no other', async () => {
  const { studio, stranger, people } = world
  await studio.platform.events.start()
  const address = await studio.platform.app.listen({ port: 0, host: '127.0.0.1' })
  const live = await listen(address, stranger.cookie)
  await people.admin.make('projects', { name: 'Here' })
  const own = await stranger.make('projects', { name: 'There' })
  await live.until(({ id }) => id === own.id)
  const known = (await stranger.list('projects')).body.map(({ id }: Row) => id)
  for (const { resource, id } of live.messages) if (resource === 'projects') expect(known).toContain(id)
  await live.leave()
})
