import { afterAll, beforeAll, expect, test } from 'vitest'
import { whereSaid } from '../../core/test/privacy/inn.ts'
import { openStudio, type Studio } from '../studio.ts'

let studio: Studio
beforeAll(async () => {
  studio = await openStudio()
})
afterAll(() => studio?.close())

const mark = 'Qzplanted'

/** A value of a field that says who somebody is, whatever its kind. */
function planted(kind: string, name: string): unknown {
  if (kind === 'email') return `${mark}.${name}@home.example`
  if (kind === 'phone') return '+40712345678'
  if (kind === 'json') return ['+40799000111']
  return name === 'plate' ? `${mark}1` : `${mark} ${name}`
}

test('no table of the demo plugins keeps what was planted in every personal field of a person who was erased', async () => {
  const admin = await studio.person('Ana', 'admin')
  const { models } = studio.platform.engine.registry
  const filled = new Set<string>()
  const create = async (resource: string, values: object): Promise<string> => {
    const model = models.get(resource)
    const personal = [...(model?.fields.values() ?? [])].filter(
      ({ definition }) => definition.personal && !definition.computed,
    )
    for (const { name } of personal) filled.add(`${resource}.${name}`)
    const own = Object.fromEntries(personal.map(({ name, kind }) => [name, planted(kind, name)]))
    const { status, body } = await admin.call('POST', `/${resource}`, { ...own, ...values })
    expect(status, JSON.stringify(body)).toBe(201)
    return body.id
  }
  const [role] = (await admin.call('GET', '/roles?filter={"archetype":"client"}')).body
  const person = await create('people', { kind: 'client', roles: [role.id], login: `${mark}login` })
  const client = await create('clients', { person })
  const staff = await create('staff', { person })
  await create('interactions', { client })
  /** What no person makes by hand. */
  const bySystem = async (resource: string, values: Readonly<Record<string, unknown>>) => {
    for (const { name, definition } of models.get(resource)?.fields.values() ?? [])
      if (definition.personal) filled.add(`${resource}.${name}`)
    await studio.asSystem((scope) =>
      scope.records({ name: resource, fields: {} } as never).create({ person, ...values } as never),
    )
  }
  const told = { kind: 'projects.assigned', title: `${mark} told` }
  await bySystem('notifications', { ...told, text: `${mark} text`, values: { task: `${mark} task` }, key: 'planted' })
  await bySystem('notification-deliveries', { ...told, channel: 'mail', dueAt: '2027-01-01T00:00:00.000Z', held: true })
  await bySystem('notification-preferences', { addresses: { gateway: '+40712345678' } })
  await bySystem('notification-devices', {
    ...{
      label: `${mark} phone`,
      endpoint: 'https://push.example/planted',
      p256dh: 'A'.repeat(87),
      auth: 'A'.repeat(22),
    },
  })
  const asset = await create('assets', { client, name: 'A car' })
  const project = (await admin.call('POST', '/projects', { name: 'A house', client })).body.id
  const definition = { dataset: 'projects.tasks', columns: ['title'] }
  const ticket = (await admin.call('POST', '/tickets', { title: 'A door', client })).body.id
  await create('ticket-messages', { ticket })
  await studio.asSystem(async (scope) => {
    const records = (name: string) => scope.records({ name, fields: {} } as never)
    const address = `${mark}.mail@home.example`
    const { id: sender } = await records('ticket-senders').create({ name: `${mark} sender`, address, client } as never)
    const mail = {
      ...{ sender, subject: `${mark} subject`, fromAddress: address, fromName: `${mark} from`, text: `${mark} mail` },
      ...{
        envelopeSender: address,
        key: 'planted',
        receiver: 'studio@mail.example',
        host: '192.0.2.1',
        verdict: 'pass',
      },
    }
    const { id } = await records('incoming-mails').create({ ...mail, person } as never)
    await records('incoming-mail-parts').create({ mail: id, position: 0, content: `${mark} content` } as never)
  })
  for (const field of [
    'ticket-senders.name',
    'ticket-senders.address',
    'incoming-mails.subject',
    'incoming-mail-parts.content',
  ])
    filled.add(field)
  const kind = (await admin.call('POST', '/leave-kinds', { name: 'Own', consumes: false })).body.id
  await create('leave-requests', { person, kind, startsOn: '2026-04-01', endsOn: '2026-04-02' })
  await create('time-entries', {
    person,
    subject: `projects/${project}`,
    startedAt: '2026-03-09T08:00:00Z',
    endedAt: '2026-03-09T09:00:00Z',
  })
  const report = (await admin.call('POST', '/reports', { name: 'Tasks', definition })).body.id
  const outside = [{ name: `${mark} outside`, address: `${mark}.email@home.example`, about: `clients/${client}` }]
  const schedule = (await admin.call('POST', '/report-schedules', { name: 'Weekly', report, outside })).body.id
  filled.add('report-schedules.outside')
  await bySystem('report-deliveries', {
    ...{ schedule, dueAt: '2027-01-01T00:00:00.000Z', periodFrom: '2026-12-01', periodTo: '2026-12-31' },
    ...{ recipient: `${mark}.email@home.example`, name: `${mark} outside`, address: `${mark}.email@home.example` },
  })

  const made = { name: 'Tasks', definition, format: 'pdf', about: `clients/${client}` }
  await studio.asSystem(async (scope) => {
    const records = (name: string) => scope.records({ name, fields: {} } as never)
    const { id: output } = await records('report-outputs').create({ ...made, owner: admin.id } as never)
    const link = {
      report,
      output,
      about: made.about,
      format: 'pdf',
      tokenHash: 'x',
      expiresAt: '2027-01-01T00:00:00.000Z',
    }
    await records('report-links').create({ ...link, name: `${mark} link` } as never)
  })
  filled.add('report-links.name')

  // No personal field of any plugin is left out of this test.
  const all = [...models.values()].flatMap(({ name, fields }) =>
    [...fields.values()]
      .filter(({ definition }) => definition.personal && !definition.computed)
      .map((field) => `${name}.${field.name}`),
  )
  expect([...filled, 'companies']).toEqual(expect.arrayContaining(all.filter((one) => !one.startsWith('companies.'))))
  const pool = studio.platform.events.pool
  await admin.call('PATCH', `/clients/${client}`, { name: `${mark} renamed`, city: `${mark} town` })
  await admin.call('POST', `/people/${person}/invite`, {})
  await studio.platform.events.drain()
  expect((await whereSaid(pool, mark)).length).toBeGreaterThan(5)

  const asked = { resource: 'clients', record: client, reason: `${mark} wrote a letter`, days: 0 }
  const { status, body } = await admin.call('POST', '/privacy/erasures', asked)
  expect(status, JSON.stringify(body)).toBe(201)
  await studio.platform.privacy.workAll()
  await studio.platform.events.drain()
  const [request] = (await admin.call('GET', '/privacy/requests')).body
  expect(request).toMatchObject({ state: 'done', error: null })
  expect(await whereSaid(pool, mark, '0712345678', '712345678', '99000111')).toEqual([])

  expect((await admin.call('GET', `/projects/${project}`)).body).toMatchObject({ name: 'A house', client })
  expect((await admin.call('GET', `/assets/${asset}`)).body).toMatchObject({ name: 'A car', plate: null })
  for (const [resource, id] of [
    ['clients', client],
    ['staff', staff],
    ['people', person],
  ] as const)
    expect((await admin.call('GET', `/${resource}/${id}`)).body.name).toBe('Erased person')
})
