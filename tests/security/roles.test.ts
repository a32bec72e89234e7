import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Operation, operationsOf } from './document.ts'
import { type Audience, mayDo, others, streams } from './grants.ts'
import { openWorld, type Role, type Row, roles, type World } from './world.ts'

let world: World
let operations: readonly Operation[]

beforeAll(async () => {
  world = await openWorld()
  operations = await operationsOf(world.studio.platform)
})
afterAll(() => world?.close())

const nowhere = '01900000-0000-7000-8000-000000000000'
/** Plugins' own routes that a right on a resource opens. */
const pluginsOwn: Readonly<Record<string, string>> = {
  '/api/audit/entries': '/audit/entries',
  '/api/directory/similar': '/directory/similar?phone=0722000111',
  '/api/projects/agenda': '/projects/agenda',
  '/api/leave/balances': '/leave/balances',
  '/api/leave/calendar': '/leave/calendar?from=2026-03-01&to=2026-03-31',
  '/api/leave/calendars': '/leave/calendars',
  '/api/tickets/mail-address': '/tickets/mail-address',
  '/api/webhooks/events': '/webhooks/events',
  '/api/time-tracking/timer': '/time-tracking/timer',
  '/api/time-tracking/clock': '/time-tracking/clock',
  '/api/time-tracking/week': '/time-tracking/week?startsOn=2026-03-09',
  '/api/reports/datasets': '/reports/datasets',
  '/api/reports/figures': '/reports/figures',
  '/api/reports/next': '/reports/next?unit=day',
}
/** Reports are run by whoever reads them: tried in plugins/reports/test. */
const ofReports =
  /^\/api\/reports\/(preview|preview\/file|rows|\{report\}\/(result|file|outputs|links)|deliveries\/\{delivery\}\/file|outputs\/\{output\}\/file)$/
/** Tried in plugins/leave/test. */
const ofLeave = /^\/api\/leave\/(calendars\/(preview|import)|feeds|availability|requests\/\{id\}\/work)$/
/** Whose time it is decides: tried in plugins/time-tracking/test. */
const ofTime = /^\/api\/time-tracking\/(timer\/(start|stop|idle)|week\/time|board|sheet|sheet\/file)$/
const isPluginsOwn = ({ path }: Operation) =>
  path in pluginsOwn || [ofReports, ofLeave, ofTime].some((own) => own.test(path))
const onRecords = () =>
  operations.filter(
    (one) =>
      one.right && !others[one.name] && !isPluginsOwn(one) && world.resources.includes(one.path.split('/')[2] ?? ''),
  )

/** What a record has to go through, by its administrator, before a step can be taken with it. */
const before: Readonly<Record<string, readonly string[]>> = {
  restore: ['archive'],
  pause: ['start'],
  complete: ['start'],
  'tasks reopen': ['cancel'],
  'projects reopen': ['close'],
  'report-schedules pause': [],
  resume: ['pause'],
  approve: ['submit'],
  return: ['submit'],
  'timesheets reopen': ['submit', 'approve'],
  rehire: ['dismiss'],
  activate: ['deactivate'],
  'tickets resume': ['wait'],
  'tickets reopen': ['resolve'],
  'tickets close': ['resolve'],
  'tickets rate': ['resolve'],
  'webhook-endpoints pause': [],
  'webhook-endpoints activate': ['pause'],
  'leave-requests revoke': ['approve'],
}
let renamed = 0
const changes: Readonly<Record<string, object>> = {
  get roles() {
    return { name: `Renamed ${++renamed}` }
  },
  people: { name: 'Changed' },
  logins: { way: 'passkey' },
  companies: { city: 'Iași' },
  clients: { city: 'Iași' },
  staff: { position: 'Changed' },
  assets: { make: 'Changed' },
  interactions: { text: 'Changed' },
  projects: { objectives: 'Changed' },
  'project-members': { role: 'observer' },
  tasks: { title: 'Changed' },
  'checklist-items': { title: 'Changed' },
  'project-templates': { description: 'Changed' },
  'template-tasks': { title: 'Changed' },
  'task-alerts': { dueAt: '2030-01-01T00:00:00.000Z' },
  files: { name: 'Changed' },
  'file-contents': { key: 'changed' },
  'notification-templates': { title: 'Changed' },
  'notification-preferences': { digestAt: '09:00' },
  'notification-deliveries': { title: 'Changed' },
  tickets: { kind: 'complaint' },
  'ticket-messages': { attachments: [] },
  'ticket-answers': { text: 'Changed' },
  'ticket-alerts': { at: '2030-01-01T00:00:00.000Z' },
  'ticket-senders': { name: 'Changed' },
  'incoming-mails': { subject: 'Changed' },
  'incoming-mail-parts': { position: 1 },
  'webhook-endpoints': { name: 'Changed' },
  'audit-seals': { count: 2 },
  'audit-verifications': { rows: 2 },
  'webhook-deliveries': { tries: 3 },
  'webhook-attempts': { milliseconds: 2 },
  'webhook-rests': { rounds: 2 },
  'time-entries': { note: 'Changed' },
  'time-corrections': { reason: 'Changed' },
  timesheets: { custom: {} },
  attendances: { leftFor: 'day' },
  'time-rates': { startsOn: '2026-02-01' },
  'time-budgets': { time: 7200 },
  reports: { description: 'Changed' },
  dashboards: { tiles: [] },
  'report-schedules': { sendEmpty: true },
  'report-deliveries': { name: 'Changed' },
  'report-files': { size: 2 },
  'report-file-parts': { position: 0 },
  'report-outputs': { done: 1 },
  'report-links': { name: 'Changed' },
  'leave-kinds': { noticeDays: 3 },
  'leave-policies': { allowance: 4 },
  'leave-accounts': { country: 'MD' },
  'leave-requests': { note: 'Changed' },
  'leave-ledger': { reason: 'Changed' },
  'leave-feeds': { covers: 'team' },
  holidays: { name: 'Changed' },
}
/** Read and changed where the client and the worker have to do with it; what is destroyed is one that nothing hangs on. */
async function subjectOf(resource: string, action: string): Promise<Row> {
  const isKept = action === 'read' || action === 'update'
  if (isKept && resource === 'clients') return world.card
  if (isKept && resource === 'companies') return world.company
  const made = await world.fresh(resource)
  for (const step of before[`${resource} ${action}`] ?? before[action] ?? [])
    await world.people.admin.post(`/${resource}/${made.id}/${step}`)
  return made
}

async function request({ method, path, right }: Operation): Promise<{ url: string; body?: object }> {
  const [, , resource = '', ...rest] = path.split('/')
  const action = right?.action ?? ''
  if (path.endsWith('/export')) return { url: `/${resource}/export` }
  if (rest.length === 0 && method === 'GET') return { url: `/${resource}` }
  if (rest.length === 0 && method === 'POST')
    return { url: `/${resource}`, body: (await world.drafts[resource]?.()) ?? {} }
  const { id } = await subjectOf(resource, action)
  const filter = encodeURIComponent(JSON.stringify({ id: [id] }))
  if (rest.length === 0 && method === 'DELETE') return { url: `/${resource}?filter=${filter}` }
  if (rest.length === 0) return { url: `/${resource}`, body: { ids: [id], changes: changes[resource] } }
  const url = `/${resource}/${id}${rest.length > 1 ? `/${rest[1]}` : ''}`
  if (method === 'GET' || method === 'DELETE') return { url }
  if (method !== 'POST') return { url, body: changes[resource] ?? {} }
  if (resource === 'leave-requests' && /^re(ject|voke)$/.test(action)) return { url, body: { reason: 'Because' } }
  if (resource === 'webhook-endpoints' && action === 'resend')
    return { url, body: { since: '2026-01-01T00:00:00.000Z' } }
  if (['correct', 'remove', 'return'].includes(action) || (resource === 'timesheets' && action === 'reopen'))
    return { url, body: { reason: 'Changed' } }
  if (action === 'leave') return { url, body: { heir: world.people.worker.id } }
  if (resource === 'tickets' && action === 'assign') return { url, body: { assignee: world.people.worker.id } }
  if (resource === 'tickets' && action === 'rate') return { url, body: { score: 5 } }
  if (resource === 'tickets' && action === 'merge') return { url, body: { into: (await world.fresh(resource)).id } }
  if (action === 'merge') return { url, body: { duplicate: (await world.fresh(resource)).id } }
  if (resource === 'staff' && action === 'invite') {
    const { body } = await world.people.admin.list('roles', { archetype: 'worker' })
    return { url, body: { role: body[0].id } }
  }
  return { url, body: {} }
}

describe('every operation of the API, as everybody', () => {
  it('S0.4 each kind of person does exactly what was granted to him; the answers are as described', async () => {
    const findings: string[] = []
    for (const operation of onRecords()) {
      const { resource = '', action = '' } = operation.right ?? {}
      // Whoever is refused leaves everything as it was.
      const untouched = await request(operation)
      for (const role of roles) {
        if (role === 'stranger') continue
        // It was sent to the worker; everybody else reads what was sent to himself.
        if (resource === 'report-deliveries' && (role === 'client' || role === 'observer')) continue
        // It is the worker's; a manager has his own.
        if (resource === 'leave-feeds' && role === 'manager') continue
        const may = mayDo(role, resource, action)
        const { url, body } = may && operation.method !== 'GET' ? await request(operation) : untouched
        const answer = await world.calls[role](operation.method, url, body)
        const isGiven = answer.status >= 200 && answer.status < 300
        const isRefused = role === 'anonymous' ? answer.status === 401 : [403, 404].includes(answer.status)
        if (!(may ? isGiven : isRefused))
          findings.push(`${operation.name} as ${role}: ${answer.status} ${answer.text.slice(0, 200)}`)
        const wrong = isGiven ? operation.problems(answer.status, answer.body) : ''
        if (wrong) findings.push(`${operation.name} as ${role}: ${wrong}`)
      }
    }
    expect(findings).toEqual([])
  }, 300_000)

  it('S0.4 so with what is on no record: exactly these are public, the signed-in’s, the administrators’, the superadmins’', {
    timeout: 300_000,
  }, async () => {
    const rest = operations.filter((one) => !onRecords().includes(one))
    const unknown = rest.filter((one) => !others[one.name] && !streams.includes(one.name) && !isPluginsOwn(one))
    expect(unknown.map(({ name }) => name)).toEqual([])
    const publics = Object.keys(others).filter((name) => others[name]?.for === 'public')
    expect(
      operations
        .filter(({ isPublic }) => isPublic)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(publics.sort())
    const findings: string[] = []
    for (const operation of rest) {
      const { for: audience, url, body, gives = 200 } = others[operation.name] ?? { for: 'signedIn' as const }
      if (audience === 'public' || streams.includes(operation.name) || isPluginsOwn(operation)) continue
      for (const role of roles) {
        if (role === 'stranger') continue
        const address = url ?? operation.path.slice('/api'.length).replaceAll(/\{\w+\}/g, nowhere)
        const answer = await world.calls[role](operation.method, address, body)
        const wanted = isAmong(role, audience) ? [gives] : role === 'anonymous' ? [401] : [403]
        if (!wanted.includes(answer.status))
          findings.push(`${operation.name} as ${role}: ${answer.status}, not ${wanted} ${answer.text.slice(0, 200)}`)
      }
    }
    expect(findings).toEqual([])
  })

  it('the live stream and the plugin’s own routes are closed to who has no right', async () => {
    expect((await world.calls.anonymous('GET', '/stream')).status).toBe(401)
    for (const operation of operations.filter(({ path }) => path in pluginsOwn))
      for (const role of roles) {
        const { resource = '', action = '' } = operation.right ?? {}
        const { status } = await world.calls[role]('GET', pluginsOwn[operation.path] ?? '')
        const may = role === 'stranger' || mayDo(role, resource, action)
        expect(status, `${operation.name} as ${role}`).toBe(may ? 200 : role === 'anonymous' ? 401 : 403)
      }
  })

  it('each sees on his home page the widgets that are meant for him and ask only what he may know, and no other', async () => {
    const of = (plugin: string, ...names: string[]) => names.map((name) => `${plugin}/${name}`)
    const widgets: Partial<Record<Role, string[]>> = {
      admin: [
        ...of('directory', 'quiet', 'activeStaff', 'newClients', 'contacts', 'contactsByKind'),
        ...of('leave', 'away', 'awaySoon', 'toDecide'),
        ...of('projects', 'ongoing', 'completed', 'overdue', 'budgets', 'upcoming', 'pace', 'byStatus', 'byProject'),
        ...of('tickets', 'open', 'overdue', 'heldMails'),
        ...of('time-tracking', 'all', 'perDay', 'byPerson', 'byClient'),
      ],
      manager: [
        ...of('directory', 'quiet', 'newClients', 'contacts', 'contactsByKind'),
        ...of('leave', 'away', 'awaySoon', 'toDecide'),
        ...of('projects', 'ongoing', 'completed', 'overdue', 'upcoming', 'pace', 'byProject', 'deadlines'),
        ...of('tickets', 'open', 'overdue', 'heldMails', 'mine'),
        ...of('time-tracking', 'mine', 'all', 'perDay', 'byPerson', 'byClient'),
      ],
      worker: [
        ...of('leave', 'away', 'awaySoon'),
        ...of('projects', 'ongoing', 'overdue', 'mineDone', 'upcoming'),
        ...of('tickets', 'mine'),
        ...of('time-tracking', 'mine'),
      ],
      client: [...of('projects', 'ongoing', 'overdue', 'ourProjects', 'progress'), ...of('tickets', 'asked')],
      observer: of('projects', 'ongoing', 'overdue', 'upcoming'),
    }
    const named = ({ plugin, name }: { plugin: string; name: string }) => `${plugin}/${name}`
    const all = (await world.calls.admin('GET', '/manifest')).body.widgets as {
      name: string
      url: string
      plugin: string
    }[]
    for (const [role, names] of Object.entries(widgets) as [Role, string[]][]) {
      const { body } = await world.calls[role]('GET', '/manifest')
      expect(body.widgets.map(named), role).toEqual(names)
      for (const widget of all) {
        const { url } = widget
        const { status } = await world.calls[role]('GET', url.slice('/api'.length))
        // What is meant for others is refused; what asks for what he may not know is not there.
        expect(names.includes(named(widget)) ? [200] : [403, 404], `${named(widget)} as ${role}`).toContain(status)
      }
    }
  })
})

function isAmong(role: Role, audience: Audience): boolean {
  if (role === 'anonymous') return false
  if (audience === 'people' || audience === 'administratorsInPerson') {
    if (role === 'superadmin') return false
    return audience === 'people' || role === 'admin'
  }
  if (audience === 'signedIn' || role === 'superadmin') return true
  return audience === 'administrators' && role === 'admin'
}
