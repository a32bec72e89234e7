import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, type TestPlatform } from '../../testing/index.ts'
import { openInn, openTenant, whereSaid } from './inn.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openInn()
})
afterAll(() => platform?.close())

const program = fileURLToPath(new URL('erase-and-stop.ts', import.meta.url))

/** A process that gets to the cards and is killed there. */
async function eraseElsewhere(): Promise<void> {
  const { urls, clock } = platform
  const child = spawn(process.execPath, ['--conditions=source', program, JSON.stringify(urls), clock.now()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('It ended before it got there')))
    child.stdout.on('data', () => resolve())
  })
  child.removeAllListeners('exit')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a process that is killed in the middle of an erasure leaves it to the next, which does the rest and nothing twice', async () => {
  const inn = await openTenant(platform, 'inn')
  const admin = await platform.signIn('admin@inn.example')
  const person = await addMember(platform, inn.id, {
    name: 'Killed Kim',
    email: 'kim@inn.example',
    archetype: 'worker',
  })
  const guest = (await admin('POST', '/api/guests', { name: 'Killed Kim', passport: 'K-1', person })).data.id
  for (let count = 0; count < 3; count++)
    await admin('POST', '/api/remarks', { guest, text: `Killed Kim says ${count}` })
  const asked = { resource: 'people', record: person, reason: 'Asked to', days: 0 }
  const { data } = await admin('POST', '/api/privacy/erasures', asked)
  await eraseElsewhere()

  const list = async () => (await admin('GET', '/api/privacy/requests')).data
  expect((await list())[0]).toMatchObject({ id: data.id, state: 'running' })
  // What belongs to him went first; the cards, which say where the rest is, were not touched.
  const said = await whereSaid(platform.events.pool, 'Killed Kim')
  expect(said).toContain('public.guests: Killed Kim')
  expect(said).not.toContain('public.remarks: Killed Kim')

  await Promise.all([platform.privacy.workAll(), platform.privacy.workAll()])
  expect((await list())[0]).toMatchObject({ state: 'done', counts: { remarks: 3, guests: 1, people: 1 } })
  expect(await whereSaid(platform.events.pool, 'Killed Kim', 'kim@inn.example')).toEqual([])
  const { rows } = await platform.events.pool.query(
    `select resource, count(*)::int as n from guildhall.history where action = 'erase' and resource <> 'privacy' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { resource: 'guests', n: 1 },
    { resource: 'people', n: 1 },
    { resource: 'remarks', n: 3 },
  ])
})
