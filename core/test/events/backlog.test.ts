import { afterEach, expect, test } from 'vitest'
import { claimJobs } from '../../src/events/claim.ts'
import { type Garden, openGarden } from './garden.ts'

let garden: Garden
afterEach(() => garden.close())

const queue = 'event/diary/all'

async function pileUp(count: number): Promise<void> {
  await garden.ask(
    `insert into pgboss.job (name, data, singleton_key, policy)
     select $1, '{}', gen_random_uuid()::text, 'key_strict_fifo' from generate_series(1, $2)`,
    [queue, count],
  )
  await garden.ask('analyze pgboss.job_common')
}

async function timeToClaim(): Promise<number> {
  const begun = performance.now()
  for (let times = 0; times < 20; times++) expect(await claimJobs(garden.events.pool, queue, 1, false)).toHaveLength(1)
  return performance.now() - begun
}

test('to take one delivery costs the same however many wait', async () => {
  const run = async () => {}
  garden = await openGarden({ handlers: [{ plugin: 'diary', name: 'diary:all', event: '*.beds.created', run }] })
  await pileUp(300)
  await timeToClaim()
  const few = await timeToClaim()
  await pileUp(12_000)
  const many = await timeToClaim()
  // Forty times as many wait.
  expect(many / few).toBeLessThan(30)
})
