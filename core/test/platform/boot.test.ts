import directory from '@guildhall/plugin-directory'
import projects from '@guildhall/plugin-projects'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, createTestPlatform, type TestPlatform } from '../../testing/index.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ plugins: [directory, projects] })
})
afterAll(() => platform?.close())

describe('a platform with the first plugins', () => {
  it('lets an administrator make a client, a project and a task, and a worker see his own', async () => {
    const tenant = await platform.tenancy.tenants.create({
      slug: 'studio',
      name: 'Studio',
      plugins: ['directory', 'projects'],
    })
    await addMember(platform, tenant.id, { email: 'ada@example.org', name: 'Ada', archetype: 'admin' })
    const worker = await addMember(platform, tenant.id, { email: 'wim@example.org', name: 'Wim', archetype: 'worker' })
    const ada = await platform.signIn('ada@example.org')
    const client = await ada('POST', '/api/clients', { name: 'Carol', email: 'carol@example.org' })
    expect(client.statusCode, client.body).toBe(201)
    const project = await ada('POST', '/api/projects', { name: 'Site', client: client.data.id })
    expect(project.statusCode, project.body).toBe(201)
    const member = await ada('POST', '/api/project-members', { project: project.data.id, person: worker })
    expect(member.statusCode, member.body).toBe(201)
    const task = await ada('POST', '/api/tasks', {
      project: project.data.id,
      title: 'Draw',
      assignees: [worker],
      dueAt: '2026-03-11T15:00:00Z',
    })
    expect(task.statusCode, task.body).toBe(201)
    const other = await ada('POST', '/api/tasks', { project: project.data.id, title: 'Not his' })
    const wim = await platform.signIn('wim@example.org')
    const list = await wim('GET', '/api/tasks')
    expect(list.statusCode, list.body).toBe(200)
    expect(list.data.map(({ title }: { title: string }) => title)).toEqual(['Draw'])
    expect(list.headers['content-range']).toBe('tasks 0-0/1')
    expect((await wim('GET', `/api/tasks/${other.data.id}`)).statusCode).toBe(404)
    expect((await wim('POST', `/api/tasks/${task.data.id}/start`)).data.status).toBe('in-progress')
    expect((await wim('PATCH', `/api/tasks/${task.data.id}`, { title: 'x' })).statusCode).toBe(403)
    await platform.events.drain()
  })
})
