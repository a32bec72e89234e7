import type { Answer, Member } from '../business.ts'
import { openStudio } from '../studio.ts'
import { byCode } from './grants.ts'

export const roles = [
  'admin',
  'manager',
  'worker',
  'client',
  'observer',
  'superadmin',
  'anonymous',
  'stranger',
] as const
export type Role = (typeof roles)[number]
export type Call = (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
export type Row = { readonly id: string; readonly [name: string]: unknown }

export type World = Awaited<ReturnType<typeof openWorld>>

/** Stands in the texts of the business, and so in nothing that a stranger gets. */
export const mark = 'Studiosecret'

/**
 * A business with one person of each kind, who have to do with everything in it, and a neighbour whose administrator is the stranger.
 * The superadmin acts in the business; the anonymous has no session.
 */
export async function openWorld() {
  const studio = await openStudio()
  const north = await studio.business({ slug: 'north', name: 'North' })
  const people = {
    admin: await studio.person('Ana', 'admin'),
    manager: await studio.person('Petra', 'manager'),
    worker: await studio.person('Will', 'worker'),
    client: await studio.person('Clara', 'client'),
    observer: await studio.person('Olga', 'observer'),
  }
  const spare = await studio.person('Sven', 'worker')
  const stranger = await north.person('Nora', 'admin')
  const { admin, manager, worker, client, observer } = people
  let asked = 0
  // Each time somebody else: who asks so much in vain is held back.
  const inject: Call = async (method, url, body, headers = {}) => {
    const answer = await studio.platform.app.inject({
      method: method as 'GET',
      url: `/api${url}`,
      remoteAddress: `10.2.${asked >> 8}.${asked++ & 255}`,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = /json/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      text: answer.body,
      headers: answer.headers,
      body: isJson ? JSON.parse(answer.body) : undefined,
    }
  }
  const root = await studio.superadmin('Root', 'studio')
  const calls: Record<Role, Call> = {
    admin: admin.call,
    manager: manager.call,
    worker: worker.call,
    client: client.call,
    observer: observer.call,
    superadmin: root.call,
    anonymous: inject,
    stranger: stranger.call,
  }

  let count = 0
  const unique = (name: string) => `${name} ${mark} ${++count}`
  const [workerRole] = (await admin.list('roles', { archetype: 'worker' })).body as Row[]
  const company: Row = await admin.make('companies', { name: 'Firm' })
  const card: Row = await admin.make('clients', { name: 'Clara', person: client.id, companies: [company.id] })

  /** Led by the manager, worked in by the worker, seen by the observer, ordered by the client and his company. */
  async function project(members: readonly Member[] = [worker, observer]): Promise<Row> {
    const values = { name: unique('Project'), manager: manager.id, client: card.id, company: company.id }
    const made = await admin.make('projects', values)
    for (const person of members) {
      const role = person === observer ? 'observer' : 'member'
      await admin.make('project-members', { project: made.id, person: person.id, role })
    }
    return made
  }
  const home = await project()
  const template: Row = await admin.make('project-templates', { name: 'Template' })
  const task = (values: object = {}): Promise<Row> =>
    admin.make('tasks', { project: home.id, title: unique('Task'), assignees: [worker.id], ...values })
  const first = await task()
  const report: Row = await admin.make('reports', {
    ...{ name: 'Report', sharedWith: 'everybody' },
    definition: { dataset: 'projects.tasks', columns: ['title'] },
  })
  const instant = () => new Date(Date.parse('2027-01-01T00:00:00Z') + ++count * 1000).toISOString()
  /** One that nobody has yet. */
  const monday = () => {
    const day = new Date(Date.parse('2027-01-04') + ++count * 604_800_000).toISOString().slice(0, 10)
    return { startsOn: day, endsOn: day }
  }
  const mailbox = () => `somebody${++count}@mail.example`

  const content = (): Promise<Row> => {
    const sha256 = String(++count).padStart(64, '0')
    const values = { sha256, key: sha256.slice(30), type: 'text/plain', size: 1 }
    const token = { name: 'file-contents', fields: {} } as never
    return studio.asSystem(async (scope) => (await scope.records(token).create(values as never)) as Row)
  }
  /** Shared with all who have to do with the project, the client too. */
  async function file(): Promise<Row> {
    const { id, sha256 } = await content()
    const values = { name: unique('File'), type: 'text/plain', size: 1, sha256, content: id }
    return studio.asSystem(async (scope) => {
      const made = (await scope.records({ name: 'files', fields: {} } as never).create(values as never)) as Row
      await scope.records({ name: 'projects', fields: {} } as never).update(home.id, { documents: [made.id] } as never)
      return made
    })
  }

  /** What a creation sends, and a record that nothing else hangs on. */
  const drafts: Record<string, () => object | Promise<object>> = {
    roles: () => ({ name: unique('Role'), archetype: 'worker' }),
    people: () => ({ name: unique('Person'), email: mailbox(), kind: 'staff', roles: [workerRole?.id] }),
    companies: () => ({ name: unique('Company') }),
    clients: () => ({ name: unique('Client'), email: mailbox() }),
    staff: () => ({ name: unique('Staff'), email: mailbox() }),
    assets: () => ({ name: unique('Asset'), client: card.id }),
    interactions: () => ({ text: unique('Said'), client: card.id }),
    projects: () => ({ name: unique('Project') }),
    'project-members': async () => ({ project: (await project()).id, person: spare.id }),
    tasks: () => ({ project: home.id, title: unique('Task') }),
    'checklist-items': () => ({ task: first.id, title: unique('Point') }),
    'project-templates': () => ({ name: unique('Template') }),
    'template-tasks': () => ({ template: template.id, title: unique('Step') }),
    'task-alerts': () => ({ task: first.id, dueAt: instant() }),
    logins: () => ({ person: spare.id, at: instant() }),
    files: () => ({ name: unique('File') }),
    'file-contents': () => ({}),
    'notification-templates': () => ({ kind: 'projects.assigned', channel: `c${++count}`, language: 'en', title: 'T' }),
    'notification-preferences': async () => ({ person: (await studio.person(`Pia${++count}`, 'worker')).id }),
    'notification-deliveries': () => ({
      ...{ person: spare.id, channel: 'mail', kind: 'projects.assigned', title: unique('Told') },
      ...{ dueAt: '2026-03-10T09:00:00.000Z', held: false, status: 'failed' },
    }),
    tickets: () => ({ title: unique('Ticket') }),
    'ticket-messages': () => ({ ticket: ticket.id, text: unique('Said') }),
    'ticket-answers': () => ({ name: unique('Answer'), text: 'Thank you' }),
    'ticket-alerts': () => ({ ticket: ticket.id, due: 'answer', at: instant() }),
    'ticket-senders': () => ({ name: unique('Sender'), address: mailbox() }),
    'incoming-mails': () => ({
      ...{ subject: unique('Mail'), key: unique('key'), receiver: 'studio@mail.example', host: '192.0.2.1' },
      ...{ verdict: 'fail', status: 'held' },
    }),
    'incoming-mail-parts': async () => ({ mail: (await fresh('incoming-mails')).id, position: 0, content: 'YQ==' }),
    'webhook-endpoints': () => ({
      name: unique('Hook'),
      url: 'https://hooks.example/x',
      events: ['directory.assets.*'],
    }),
    'audit-seals': () => ({
      ...{ number: 1_000_000 + ++count, count: 1, links: 'none', hash: 'none', proof: 'none', reach: 'none' },
      sealedAt: instant(),
    }),
    'audit-verifications': () => ({ by: 'Somebody' }),
    'webhook-deliveries': () => ({ endpoint: hook.id, event: 'a.b.told', happenedAt: instant(), payload: {} }),
    'webhook-attempts': () => ({ delivery: sent.id, at: instant(), milliseconds: 1 }),
    'webhook-rests': async () => ({ endpoint: (await fresh('webhook-endpoints')).id, rounds: 1, until: instant() }),
    reports: () => ({ name: unique('Report'), definition: { dataset: 'projects.tasks', columns: ['title'] } }),
    dashboards: () => ({ name: unique('Dashboard') }),
    'report-schedules': () => ({ name: unique('Schedule'), report: report.id, recipients: [manager.id] }),
    'report-deliveries': () => ({
      ...{
        schedule: schedule.id,
        dueAt: instant(),
        recipient: unique('Receiver'),
        person: worker.id,
        status: 'failed',
      },
      ...{ periodFrom: '2026-03-01', periodTo: '2026-03-09' },
    }),
    'report-files': () => ({ name: unique('File'), type: 'text/csv', size: 1, keptUntil: instant() }),
    'report-file-parts': () => ({ file: kept.id, position: ++count, content: 'YQ==' }),
    'report-outputs': () => ({
      ...{ name: unique('Output'), definition: { dataset: 'projects.tasks' }, format: 'pdf', owner: spare.id },
    }),
    'leave-kinds': () => ({ name: unique('Kind'), consumes: false }),
    'leave-policies': async () => ({ person: worker.id, kind: (await fresh('leave-kinds')).id, allowance: 3 }),
    'leave-accounts': async () => ({ person: (await studio.person(`Lea${++count}`, 'worker')).id }),
    'leave-requests': () => ({ person: worker.id, kind: leave.id, ...monday() }),
    'leave-ledger': () => ({ person: worker.id, kind: leave.id, quantity: 1, reason: unique('Given') }),
    'leave-feeds': () => ({ owner: worker.id, covers: 'own', tokenHash: unique('hash') }),
    holidays: () => ({ on: '2026-05-02', name: unique('Holiday') }),
    'time-entries': () => {
      // Lately, so that the worker may still put it right.
      const startedAt = new Date(Date.parse('2026-03-08T12:00:00Z') + ++count * 10_000).toISOString()
      const endedAt = new Date(Date.parse(startedAt) + 5_000).toISOString()
      return { subject: `projects/${home.id}`, person: worker.id, startedAt, endedAt }
    },
    'time-corrections': () => ({
      ...{ entry: first.id, kind: 'removed', person: worker.id, at: '2026-03-01T00:00:00.000Z' },
      ...{ startedBefore: '2026-03-01T00:00:00.000Z', difference: -60, reason: unique('Reason') },
    }),
    timesheets: () => {
      const startsOn = new Date(Date.UTC(2010, 0, 4) + ++count * 7 * 86_400_000).toISOString().slice(0, 10)
      return { person: worker.id, startsOn }
    },
    attendances: () => {
      const startedAt = new Date(Date.parse('2025-01-01T00:00:00Z') + ++count * 600_000).toISOString()
      return { person: worker.id, startedAt, endedAt: startedAt }
    },
    'time-rates': () => ({ startsOn: '2026-01-01', rate: { amount: ++count, currency: 'EUR' } }),
    'time-budgets': async () => ({ project: `projects/${(await project()).id}`, time: 3600 }),
    'report-links': () => ({
      ...{ name: unique('Link'), report: report.id, format: 'pdf', output: output.id, owner: manager.id },
      ...{ tokenHash: unique('hash'), expiresAt: instant() },
    }),
  }
  /** What no person makes. */
  const bySystem = async (name: string): Promise<Row> => {
    const { status, ...values } = ((await drafts[name]?.()) ?? {}) as Record<string, unknown>
    return studio.asSystem(async (scope) => {
      const records = scope.records({ name, fields: {} } as never)
      const made = (await records.create(values as never)) as Row
      return status === undefined ? made : ((await records.update(made.id, { status } as never)) as Row)
    })
  }
  /** Asked by the client, solved by the worker. */
  const askedTicket = (): Promise<Row> =>
    admin.make('tickets', { title: unique('Ticket'), client: card.id, assignee: worker.id })
  const ticket = await askedTicket()
  const leave: Row = await admin.make('leave-kinds', (await drafts['leave-kinds']?.()) ?? {})
  const hook: Row = await admin.make('webhook-endpoints', (await drafts['webhook-endpoints']?.()) ?? {})
  const sent = await bySystem('webhook-deliveries')
  const schedule: Row = await manager.make('report-schedules', {
    ...{ name: 'Schedule', report: report.id, recipients: [manager.id] },
  })
  const kept = await bySystem('report-files')
  const output = await bySystem('report-outputs')
  const special: Record<string, () => Promise<Row>> = {
    projects: project,
    tasks: task,
    tickets: askedTicket,
    ...Object.fromEntries([...byCode].map((resource) => [resource, () => bySystem(resource)])),
    files: () => file(),
    'file-contents': async () => ({ id: (await content()).id }),
    // Seen by all, and the manager's.
    reports: async () => manager.make('reports', { ...(await drafts.reports?.()), sharedWith: 'everybody' }),
    dashboards: async () => manager.make('dashboards', { ...(await drafts.dashboards?.()), sharedWith: 'everybody' }),
    'report-schedules': async () => manager.make('report-schedules', (await drafts['report-schedules']?.()) ?? {}),
  }
  const fresh = async (resource: string): Promise<Row> =>
    special[resource]?.() ?? admin.make(resource, (await drafts[resource]?.()) ?? {})

  return {
    studio,
    north,
    people,
    spare,
    stranger,
    calls,
    company,
    card,
    home,
    first,
    drafts,
    fresh,
    resources: Object.keys(drafts),
    close: () => studio.close(),
  }
}
