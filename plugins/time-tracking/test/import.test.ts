import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importEntries } from '../src/import/import.ts'
import { type Crew, on, openCrew, type Row } from './crew.ts'

let crew: Crew
let shop: Row
let drawing: Row
let folder: string
beforeAll(async () => {
  crew = await openCrew()
  shop = await crew.project()
  drawing = await crew.task(shop)
  folder = await mkdtemp(join(tmpdir(), 'guildhall-time-'))
})
afterAll(() => crew.close())

async function bring(text: string) {
  const file = join(folder, 'export.csv')
  await writeFile(file, text)
  const { tenantId, platform } = crew.studio
  const desk = await platform.desk({ plugin: 'time-tracking', tenantId, reason: 'test' })
  return (await importEntries.run(desk, { file })).data as {
    program: string
    made: number
    there: number
    refused: Row[]
  }
}
const latest = async () => (await crew.st1.list('time-entries', {}, ['startedAt', 'DESC'])).body[0]

it('a file of Toggl comes in once, however often it is brought; what cannot be taken is told by line', async () => {
  const file = [
    'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags',
    `Stan,${crew.st1.email},Clara,Shop,Drawing,"First, quick",Yes,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,`,
    `Stan,${crew.st1.email},Clara,Shop,,,No,2026-03-02,10:00:00,2026-03-02,11:00:00,01:00:00,`,
    `Who,who@else.example,Clara,Shop,,,No,2026-03-03,10:00:00,2026-03-03,11:00:00,01:00:00,`,
    `Stan,${crew.st1.email},Clara,Elsewhere,,,No,2026-03-03,10:00:00,2026-03-03,11:00:00,01:00:00,`,
  ].join('\n')
  expect(await bring(file)).toMatchObject({
    program: 'toggl',
    made: 1,
    refused: [
      { line: 3, params: { reason: 'time.overlap' } },
      { line: 4, params: { name: 'who@else.example' } },
      { line: 5, params: { name: 'Elsewhere' } },
    ],
  })
  expect(await latest()).toMatchObject({
    subject: on('tasks', drawing),
    note: 'First, quick',
    source: 'import',
    elapsed: 5400,
    startedAt: '2026-03-02T07:00:00.000Z',
  })
  expect(await bring(file)).toMatchObject({ made: 0, there: 1 })
})

it('so do those of Clockify and Kimai, with their dates and a night over midnight', async () => {
  const clockify = [
    '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)"',
    `"Shop","Clara","Later","","Stan","","${crew.st1.email}","","Yes","03/04/2026","01:00:00 PM","03/04/2026","02:15:00 PM","01:15:00"`,
  ].join('\n')
  expect(await bring(clockify)).toMatchObject({ program: 'clockify', made: 1, refused: [] })
  expect(await latest()).toMatchObject({
    subject: on('projects', shop),
    startedAt: '2026-03-04T11:00:00.000Z',
    elapsed: 4500,
  })
  const kimai = [
    'Date,From,To,Duration,User,Name,Customer,Project,Activity,Description,Billable',
    `2026-03-05,23:00,01:00,7200,stan,Stan,Clara,Shop,Drawing,Night,1`,
  ].join('\n')
  expect(await bring(kimai)).toMatchObject({ program: 'kimai', refused: [{ line: 2, params: { name: 'stan' } }] })
  expect(await bring(kimai.replace('stan,Stan', ',Stan'))).toMatchObject({ made: 1, refused: [] })
  expect(await latest()).toMatchObject({ day: '2026-03-05', elapsed: 7200 })
  await expect(bring('a,b\n1,2')).rejects.toThrow('time.import_unknown')
})
