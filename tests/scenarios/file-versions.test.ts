import { afterAll, beforeAll, expect, it } from 'vitest'
import { bytes, photograph, upload } from '../files.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

let studio: Studio
let petra: Member
let will: Member
let wanda: Member
let mona: Member
let project: { id: string }

beforeAll(async () => {
  studio = await openStudio()
  petra = await studio.person('Petra', 'manager')
  will = await studio.person('Will', 'worker')
  wanda = await studio.person('Wanda', 'worker')
  mona = await studio.person('Mona', 'admin')
  project = await petra.make('projects', { name: 'House' })
  await petra.make('project-members', { project: project.id, person: will.id })
})
afterAll(() => studio?.close())

interface Stored {
  readonly id: string
  readonly earlier: readonly string[]
}

const bring = async (who: Member, body: Buffer | string, options = {}): Promise<Stored> => {
  const answer = await upload(studio, who, Buffer.from(body), options)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}
const read = async (who: Member, id: string, query = '') => {
  const { status, body } = await bytes(studio, who, `/api/files/${id}/content${query}`)
  return status === 200 ? body.toString() : status
}
const task = (attachments: string[], more = {}) =>
  petra.make('tasks', { project: project.id, title: 'Plan', assignees: [will.id], attachments, ...more })

it('a new version takes the place of the old one, which whoever reads the new one still has', async () => {
  const first = await bring(petra, 'the first plan', { name: 'plan.txt' })
  const plan = await task([first.id])
  const second = await bring(will, 'the second plan', { name: 'plan.txt', replaces: first.id })
  expect(second.earlier).toEqual([first.id])
  // As long as no record names it, it is his alone.
  expect(await read(petra, second.id)).toBe(404)
  expect((await petra.patch(`/tasks/${plan.id}`, { attachments: [first.id] })).status).toBe(200)
  const third = await bring(petra, 'the third plan', { name: 'plan v3.txt', replaces: first.id })
  await petra.patch(`/tasks/${plan.id}`, { attachments: [third.id] })
  expect(await read(will, third.id)).toBe('the third plan')
  expect(await read(will, first.id)).toBe('the first plan')
  expect(await read(wanda, first.id)).toBe(404)
  // Of what became of the first elsewhere a reader of the third knows nothing.
  expect(await read(petra, second.id)).toBe(404)

  await petra.patch(`/tasks/${plan.id}`, { assignees: [petra.id] })
  expect([await read(will, third.id), await read(will, first.id)]).toEqual([404, 404])
})

it('what one may not read one makes no version of', async () => {
  const secret = await bring(petra, 'the salaries')
  const refused = await upload(studio, wanda, Buffer.from('mine'), { replaces: secret.id })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'files.replaces_unknown', fields: [{ path: 'replaces' }] },
  })
  const { body: found } = await wanda.list('files')
  expect(found).toEqual([])
})

it('an earlier version is brought back as the newest, and the ones between stay', async () => {
  const first = await bring(petra, 'one')
  const plan = await task([first.id])
  const second = await bring(petra, 'two', { replaces: first.id })
  await petra.patch(`/tasks/${plan.id}`, { attachments: [second.id] })
  const { status, body: third } = await mona.post(`/files/${second.id}/bring-back`, { version: first.id })
  expect(status).toBe(201)
  expect(third.earlier).toEqual([second.id, first.id])
  expect(third).not.toHaveProperty('content')
  expect((await mona.patch(`/tasks/${plan.id}`, { attachments: [third.id] })).status).toBe(200)
  expect(await read(petra, third.id)).toBe('one')
  expect(await read(petra, second.id)).toBe('two')

  const foreign = await will.post(`/files/${second.id}/bring-back`, { version: third.id })
  expect(foreign).toMatchObject({ status: 422, body: { code: 'files.version_unknown', fields: [{ path: 'version' }] } })
  expect((await wanda.post(`/files/${second.id}/bring-back`, { version: first.id })).status).toBe(404)
})

it('who brings back another’s photo has it without the place where it was taken, as before', async () => {
  const photo = await bring(petra, await photograph({ shade: 33 }))
  const plan = await task([photo.id])
  const newer = await bring(petra, await photograph({ shade: 34 }), { replaces: photo.id })
  await petra.patch(`/tasks/${plan.id}`, { attachments: [newer.id] })
  const { body: back } = await will.post(`/files/${newer.id}/bring-back`, { version: photo.id })
  for (const id of [photo.id, back.id]) {
    const { body } = await bytes(studio, will, `/api/files/${id}/content?original=1`)
    expect(body.includes('Somephone')).toBe(false)
  }
  const { body: original } = await bytes(studio, petra, `/api/files/${photo.id}/content?original=1`)
  expect(original.includes('Somephone')).toBe(true)
})

it('who brought an earlier version cannot take it away from those who have the later one', async () => {
  const first = await bring(mona, 'mine')
  const plan = await task([])
  expect((await mona.patch(`/tasks/${plan.id}`, { attachments: [first.id] })).body).toMatchObject({ id: plan.id })
  const second = await bring(petra, 'ours', { replaces: first.id })
  await petra.patch(`/tasks/${plan.id}`, { attachments: [second.id] })
  expect((await mona.del(`/files/${first.id}`)).status).toBe(403)
  expect((await mona.patch(`/files/${first.id}`, { name: 'other.txt' })).status).toBe(403)
  expect(await read(petra, first.id)).toBe('mine')
})
