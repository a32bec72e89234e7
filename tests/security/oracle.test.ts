import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../business.ts'
import { openWorld, type Role, type Row, type World } from './world.ts'

/** One record of each kind in which everything is filled, and who sees it in part. */
interface Partly {
  readonly resource: string
  readonly role: Role
  readonly whole: Row
  readonly hidden: readonly string[]
}

let world: World
let partly: Partly[]

beforeAll(async () => {
  world = await openWorld()
  const { people, card, company, home, first } = world
  const money = { amount: 4_567_800, currency: 'EUR' }
  const set = async (resource: string, id: string, values: object) => {
    const answer = await people.admin.patch(`/${resource}/${id}`, values)
    if (answer.status !== 200) throw new Error(answer.text)
  }
  const staff = await people.admin.make('staff', { name: 'Sven', email: 'sven@home.example', phone: '0744 555 666' })
  await set('staff', staff.id, {
    hourlyRate: money,
    notes: 'Hiddenword',
    schedule: [{ day: 1, from: '08:00', to: '12:00' }],
  })
  await set('clients', card.id, {
    notes: 'Hiddenword',
    phones: ['0733 222 111'],
    email: 'clara@home.example',
    city: 'Orhei',
  })
  await set('companies', company.id, { notes: 'Hiddenword', taxNumber: 'RO1234567', city: 'Orhei' })
  await set('projects', home.id, {
    budget: money,
    budgetTime: 3600,
    internalNotes: 'Hiddenword',
    watchers: [people.manager.id],
  })
  await set('tasks', first.id, { price: money, notes: 'Hiddenword', estimate: 1800, watchers: [people.manager.id] })
  const [person] = (await people.admin.list('people', { id: people.worker.id })).body as Row[]
  const [role] = (await people.admin.list('roles', { archetype: 'manager' })).body as Row[]
  const records = {
    staff: (await people.admin.get(`/staff/${staff.id}`)).body,
    clients: (await people.admin.get(`/clients/${card.id}`)).body,
    companies: (await people.admin.get(`/companies/${company.id}`)).body,
    projects: (await people.admin.get(`/projects/${home.id}`)).body,
    tasks: (await people.admin.get(`/tasks/${first.id}`)).body,
    people: person,
    roles: role,
  } as Record<string, Row>
  partly = []
  for (const [resource, whole] of Object.entries(records))
    for (const role of ['manager', 'worker', 'client', 'observer'] as const) {
      const answer = await world.calls[role]('GET', `/${resource}/${whole.id}`)
      if (answer.status !== 200) continue
      const hidden = Object.keys(whole).filter((name) => !(name in answer.body) && !name.startsWith('_'))
      if (hidden.length > 0) partly.push({ resource, role, whole, hidden })
    }
})
afterAll(() => world?.close())

const guesses: Record<string, unknown> = {
  string: 'Something else',
  instant: '2001-01-01T00:00:00.000Z',
  id: '01900000-0000-7000-8000-000000000000',
  number: 1,
  boolean: false,
  object: { amount: 1, currency: 'EUR' },
}
function other(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (typeof value !== 'string') return value === null ? 'x' : guesses[typeof value]
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return guesses.instant
  return /^[0-9a-f-]{36}$/.test(value) ? guesses.id : guesses.string
}
/** What an answer says, without what differs from request to request. */
const said = ({ status, text, headers }: Answer) =>
  `${status} ${headers['content-range']} ${text.replace(/"requestId":"[^"]*"/, '')}`

it('there is something to hide from each of them', () => {
  expect(new Set(partly.map(({ role }) => role)).size).toBe(4)
  expect(partly.flatMap(({ hidden }) => hidden).length).toBeGreaterThan(60)
})

it('no filter answers differently for a right and a wrong guess at a hidden field, in lists and exports', async () => {
  const findings: string[] = []
  for (const { resource, role, whole, hidden } of partly)
    for (const name of hidden.filter((one) => whole[one] !== null)) {
      const value = whole[name]
      const one = Array.isArray(value) ? value[0] : value
      const guess = other(one)
      for (const asked of [
        (given: unknown) => ({ [name]: given }),
        (given: unknown) => ({ [`${name}_ne`]: given }),
        (given: unknown) => ({ [`${name}_in`]: [given] }),
        (given: unknown) => ({ [`${name}_nin`]: [given] }),
        (given: unknown) => ({ [`${name}_like`]: given }),
        (given: unknown) => ({ [`${name}_gte`]: given }),
        (given: unknown) => ({ [`${name}_lt`]: given }),
        (given: unknown) => ({ [`${name}.amount`]: given === guess ? 1 : 4_567_800 }),
        (given: unknown) => ({ $or: [{ [name]: given }] }),
        (given: unknown) => ({ $not: { [name]: given } }),
      ])
        for (const url of name in asked(one) ? [`/${resource}`, `/${resource}/export`] : [`/${resource}`]) {
          const ask = (given: unknown) => {
            const filter = encodeURIComponent(JSON.stringify({ ...asked(given), id: whole.id }))
            return world.calls[role]('GET', `${url}?filter=${filter}`)
          }
          const [right, wrong] = [await ask(one), await ask(guess)]
          // A guess of the wrong kind is refused as such.
          const isAlike = right.status === 422 || wrong.status === 422 || said(right) === said(wrong)
          if (!isAlike) findings.push(`${role} ${url} ${JSON.stringify(asked(one))}: ${said(right)} / ${said(wrong)}`)
        }
    }
  expect(findings).toEqual([])
}, 60_000)

it('nor does an order, a search, an embedded record, a page or a followed reference', async () => {
  const findings: string[] = []
  for (const { resource, role, whole, hidden } of partly) {
    for (const name of hidden) {
      const sorted = await world.calls[role](
        'GET',
        `/${resource}?sort=${encodeURIComponent(JSON.stringify([name, 'ASC']))}`,
      )
      if (sorted.status !== 422) findings.push(`${role} sorts ${resource} by ${name}: ${sorted.status}`)
      const embedded = await world.calls[role](
        'GET',
        `/${resource}/${whole.id}?embed=${encodeURIComponent(JSON.stringify([name]))}`,
      )
      if (embedded.status === 200 && embedded.body._embed && name in embedded.body._embed)
        findings.push(`${role} embeds ${name} of ${resource}`)
    }
    const cursor = (await world.calls[role]('GET', `/${resource}?range=[0,0]`)).headers['x-next-cursor']
    const [value] = cursor ? JSON.parse(Buffer.from(String(cursor), 'base64url').toString()) : [null]
    const secrets = hidden.map((name) => whole[name]).filter((one) => typeof one === 'string' && one.length > 3)
    if (value !== null && secrets.includes(value) && !String(value).startsWith('20'))
      findings.push(`${role} reads ${value} in the cursor of ${resource}`)
  }
  for (const role of ['worker', 'client', 'observer'] as const)
    for (const [resource, q] of [
      ['clients', '0733222111'],
      ['clients', 'clara@home.example'],
      ['companies', 'RO1234567'],
      ['people', 'studio.example'],
      ['staff', 'sven@home'],
      ['projects', 'Hiddenword'],
      ['tasks', 'Hiddenword'],
    ] as const) {
      const { body } = await world.calls[role](
        'GET',
        `/${resource}?filter=${encodeURIComponent(JSON.stringify({ q }))}`,
      )
      const found = Array.isArray(body) ? body : []
      // Whoever reads the field finds by it.
      for (const row of found)
        if (!JSON.stringify(row).replaceAll(/[\s-]/g, '').includes(q))
          findings.push(`${role} finds ${resource} by ${q}`)
    }
  for (const [role, resource, filter] of [
    ['worker', 'tasks', { 'project.budget.amount_gt': 1 }],
    ['client', 'tasks', { 'project.internalNotes': 'Hiddenword' }],
    ['client', 'tasks', { 'project.budget.amount_gt': 1 }],
    ['worker', 'projects', { 'client.phoneDigits_like': '0733' }],
    ['worker', 'projects', { 'client.notes': 'Hiddenword' }],
    ['client', 'projects', { 'members.person': world.people.worker.id }],
    ['client', 'tasks', { 'assignees.email': world.people.worker.email }],
    ['observer', 'projects', { 'company.taxNumber': 'RO1234567' }],
    ['worker', 'staff', { 'subordinates.hourlyRate.amount': 4_567_800 }],
    ['client', 'clients', { 'projects.budget.amount': 4_567_800 }],
  ] as const) {
    const answer = await world.calls[role]('GET', `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    const tells = answer.status === 200 && answer.body.length > 0
    if (tells)
      findings.push(
        `${role} ${resource} ${JSON.stringify(filter)}: ${answer.status} ${answer.headers['content-range']}`,
      )
  }
  expect(findings).toEqual([])
})

it('nor a change: who writes what is there already into a field he may not read learns nothing', async () => {
  const findings: string[] = []
  for (const { resource, role, whole, hidden } of partly)
    for (const name of hidden.filter((one) => !/^(created|updated|archived)(At|By)$/.test(one)))
      for (const method of ['PATCH', 'PUT'] as const) {
        const write = (value: unknown) => world.calls[role](method, `/${resource}/${whole.id}`, { [name]: value })
        const [right, wrong] = [await write(whole[name]), await write(name === 'status' ? 'x' : other(whole[name]))]
        const isAlike = right.status === wrong.status || (right.status >= 403 && wrong.status === 422)
        if (!isAlike)
          findings.push(`${role} ${method} ${resource}.${name}: ${right.status} and ${wrong.status} ${wrong.text}`)
      }
  expect(findings).toEqual([])
})

it('nor the history, nor the question whether one may', async () => {
  const findings: string[] = []
  for (const { resource, role, whole, hidden } of partly) {
    const history = await world.calls[role]('GET', `/${resource}/${whole.id}/history`)
    for (const name of hidden)
      if (history.text.includes(`"${name}"`)) findings.push(`${role} reads ${name} in the history of ${resource}`)
    const explained = await world.calls[role](
      'GET',
      `/access/explain?resource=${resource}&action=update&id=${whole.id}`,
    )
    for (const name of hidden) {
      const value = JSON.stringify(whole[name])
      const isTelling = typeof whole[name] === 'string' && value.length > 6
      if (isTelling && explained.text.includes(value)) findings.push(`${role} has ${name} of ${resource} explained`)
    }
  }
  expect(findings).toEqual([])
})
