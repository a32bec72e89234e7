import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, openStudio } from '../../../tests/studio.ts'
import { retireNext } from '../src/chain/retire.ts'

let studio: Awaited<ReturnType<typeof openStudio>>
let admin: Member
let manager: Member
let worker: Member
beforeAll(async () => {
  studio = await openStudio()
  admin = await studio.person('Anna', 'admin')
  manager = await studio.person('Max', 'manager')
  worker = await studio.person('Will', 'worker')
})
afterAll(() => studio?.close())

const entries = async (query: string, by = admin) => (await by.get(`/audit/entries?${query}`)).body.entries
const lastOf = async (id: string, action = 'update') => (await entries(`record=${id}&action=${action}`))[0]

describe('the past of all records', () => {
  it('is found by kind, record, person, field and action, newest first', async () => {
    const project = await manager.make('projects', { name: 'Bridge' })
    await manager.patch(`/projects/${project.id}`, { name: 'Tunnel' })
    const found = await entries(`resource=projects&actor=${manager.id}&field=name&action=update`)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      resource: 'projects',
      record: project.id,
      actor: { label: 'Max' },
      before: { name: 'Bridge' },
      after: { name: 'Tunnel' },
    })
    expect(await entries(`actor=${admin.id}&record=${project.id}`)).toEqual([])
    const { request } = found[0]
    expect(await entries(`request=${request}`)).toEqual([expect.objectContaining({ id: found[0].id })])
  })

  it('is for administrators, unless a role says otherwise', async () => {
    for (const path of ['/audit/entries', '/audit/export?form=csv'])
      expect(await worker.get(path)).toMatchObject({ status: 403 })
    const reader = await studio.person('Rita', 'worker', {
      may: [{ resource: 'audit-seals', rule: { action: 'read' } }],
    })
    const secret = await admin.make('projects', { name: 'Hidden from Rita' })
    expect(await entries(`record=${secret.id}`, reader)).toEqual([])
    expect(await entries('resource=plugins', reader)).toEqual([])
  })

  it('is exported with a line for each field', async () => {
    const project = await admin.make('projects', { name: '=1+1' })
    await admin.patch(`/projects/${project.id}`, { name: 'Sum' })
    const { text, status } = await admin.get(`/audit/export?form=csv&record=${project.id}&action=update`)
    expect(status).toBe(200)
    expect(text).toMatch(/name,'=1\+1,Sum/)
  })
})

describe('taking back', () => {
  it('gives a field what it had, and names what was changed again since', async () => {
    const project = await manager.make('projects', { name: 'One' })
    await admin.patch(`/projects/${project.id}`, { name: 'Two', objectives: 'New' })
    const change = await lastOf(project.id)
    await manager.patch(`/projects/${project.id}`, { name: 'Three' })
    const { body } = await admin.get(`/audit/entries/${change.id}`)
    expect(body.fields.map(({ name, state }: { name: string; state: string }) => [name, state]).sort()).toEqual([
      ['name', 'moved'],
      ['objectives', 'ready'],
    ])
    await admin.patch(`/projects/${project.id}`, { objectives: 'Newer' })
    expect(
      await admin.post(`/audit/entries/${change.id}/take-back`, { fields: ['name'], version: body.version }),
    ).toMatchObject({ status: 409 })
    expect(await admin.post(`/audit/entries/${change.id}/take-back`, { fields: ['name'] })).toMatchObject({
      status: 200,
    })
    expect((await admin.get(`/projects/${project.id}`)).body).toMatchObject({ name: 'One', objectives: 'Newer' })
    expect(await admin.post(`/audit/entries/${change.id}/take-back`, {})).toMatchObject({
      status: 409,
      body: { code: 'history.nothing' },
    })
  })

  it('does not lend a right: who may not change a record may not take its change back', async () => {
    const project = await admin.make('projects', { name: 'Mine' })
    await admin.patch(`/projects/${project.id}`, { name: 'Still mine' })
    const change = await lastOf(project.id)
    expect(await worker.post(`/audit/entries/${change.id}/take-back`, {})).toMatchObject({ status: 403 })
    const reader = await studio.person('Rolf', 'worker', {
      may: [
        { resource: 'audit-seals', rule: { action: 'read' } },
        { resource: 'projects', rule: { action: 'read' } },
      ],
    })
    expect(await reader.post(`/audit/entries/${change.id}/take-back`, {})).toMatchObject({ status: 403 })
    expect((await admin.get(`/projects/${project.id}`)).body.name).toBe('Still mine')
  })

  it('brings a deleted record back with its id, once', async () => {
    const project = await admin.make('projects', { name: 'Lost' })
    const task = await admin.make('tasks', { project: project.id, title: 'Found again' })
    expect(await admin.del(`/tasks/${task.id}`)).toMatchObject({ status: 200 })
    const gone = await lastOf(task.id, 'delete')
    expect(await admin.post(`/audit/entries/${gone.id}/take-back`, {})).toMatchObject({ status: 200 })
    expect((await admin.get(`/tasks/${task.id}`)).body).toMatchObject({ title: 'Found again', project: project.id })
    expect(await admin.post(`/audit/entries/${gone.id}/take-back`, {})).toMatchObject({
      status: 409,
      body: { code: 'history.is_there' },
    })
  })
})

describe('the chain', () => {
  it('is verified for whoever asks without a word, and nothing else is taken', async () => {
    expect(await admin.call('POST', '/audit/verifications')).toMatchObject({ status: 200 })
    expect(await admin.call('POST', '/audit/verifications', { seal: 1 })).toMatchObject({ status: 422 })
  })

  const run = async (command: string) => {
    const { desk, installed } = studio.platform
    const at = await desk({ plugin: 'audit', tenantId: studio.tenantId, reason: 'test' })
    const outcome = await installed.plugin('audit')?.commands?.[command]?.run(at, {})
    // biome-ignore lint/suspicious/noExplicitAny: whatever the verb says
    return outcome as any
  }
  const asOwner = (sql: string, ...values: unknown[]) => studio.query(sql, values)

  it('is whole while people write and two seal at once', async () => {
    const writing = Array.from({ length: 12 }, (_, index) => admin.make('projects', { name: `P${index}` }))
    const sealing = [run('seal'), run('seal'), run('seal')].map((one) => one.catch(() => null))
    await Promise.all([...writing, ...sealing])
    await run('seal')
    const { data, failed } = await run('verify')
    expect({ failed, flaws: data.flaws }).toEqual({ failed: undefined, flaws: [] })
    const [counted] = await asOwner('select count(*)::int as n from guildhall.history')
    expect(data.rows).toBe(counted?.n)
  })

  it('stays whole when a person is forgotten', async () => {
    const client = await admin.make('clients', { name: 'Ada', email: 'ada@example.org' })
    await run('seal')
    await asOwner('delete from guildhall.personal_keys where record_id = $1', client.id)
    expect((await run('verify')).data.flaws).toEqual([])
  })

  it('names an entry that was changed, removed or slipped in, and a seal that was made by hand', async () => {
    const project = await admin.make('projects', { name: 'Old' })
    await admin.patch(`/projects/${project.id}`, { name: 'Honest' })
    await run('seal')
    const { id } = await lastOf(project.id)
    const flaws = async () => (await run('verify')).data.flaws
    await asOwner(`update guildhall.history set after = '{"name": "Forged"}' where id = $1`, id)
    expect(await flaws()).toEqual([expect.objectContaining({ kind: 'changed', row: id })])
    const said = await run('verify')
    expect(said.failed).toBe(true)
    await asOwner(`update guildhall.history set after = '{"name": "Honest"}' where id = $1`, id)
    expect(await flaws()).toEqual([])

    await asOwner(
      `insert into guildhall.history (tenant_id, id, resource, record_id, action, version, at)
      select tenant_id, '01800000-0000-7000-8000-000000000001', resource, record_id, 'update', 9, at from guildhall.history where id = $1`,
      id,
    )
    expect(await flaws()).toEqual([{ kind: 'slippedIn', row: '01800000-0000-7000-8000-000000000001' }])
    await asOwner(`delete from guildhall.history where id = '01800000-0000-7000-8000-000000000001'`)

    await asOwner(`update public.audit_seals set proof = 'x' where number = 1`)
    expect((await flaws())[0]).toEqual({ kind: 'forged', seal: 1 })
    await asOwner('delete from guildhall.history where id = $1', id)
    expect(await flaws()).toContainEqual(expect.objectContaining({ kind: 'removed', row: id }))
  })

  it('keeps the history for as long as the business wants, and stays whole without what was dropped', async () => {
    const other = await studio.business({ slug: 'short', plugins: ['directory', 'projects', 'audit'] })
    const owner = await other.person('Olga', 'admin')
    const desk = await studio.platform.desk({ plugin: 'audit', tenantId: other.tenantId, reason: 'test' })
    const commands = studio.platform.installed.plugin('audit')?.commands
    const verify = async () =>
      (await commands?.verify?.run(desk, {}))?.data as { flaws: object[]; dropped: number; rows: number }
    const retire = async () => {
      while (await desk.within(retireNext));
    }
    const company = await owner.make('companies', { name: 'Old' })
    await commands?.seal?.run(desk, {})
    await retire()
    expect(await verify()).toMatchObject({ flaws: [], dropped: 0 })

    expect((await owner.patch('/plugins/audit/settings', { keepMonths: 6 })).status).toBe(200)
    studio.setNow('2026-03-30T09:00:00.000Z')
    const again = await other.signedIn(owner.id, owner.email)
    expect((await again.patch(`/companies/${company.id}`, { name: 'New' })).status).toBe(200)
    await commands?.seal?.run(desk, {})
    studio.setNow('2026-09-20T09:00:00.000Z')
    await retire()
    const { flaws, dropped, rows } = await verify()
    expect({ flaws, rows }).toEqual({ flaws: [], rows: expect.any(Number) })
    expect([dropped > 0, rows > 0]).toEqual([true, true])
    const back = await other.signedIn(owner.id, owner.email)
    const { body: left } = await back.get(`/companies/${company.id}/history`)
    expect(left.map(({ action }: { action: string }) => action)).toEqual(['update'])

    // Who may write to the database and has no secret cannot say that something was dropped.
    await asOwner(
      `update public.audit_seals set dropped_at = now(), dropped_at_zone = 'UTC', dropped = 'x' where tenant_id = $1 and dropped is null`,
      other.tenantId,
    )
    expect((await verify()).flaws).toContainEqual(expect.objectContaining({ kind: 'forged' }))
  })
})
