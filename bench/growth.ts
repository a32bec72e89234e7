import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { withClient } from '../core/src/database/provision.ts'
import { type Grown, openDataset, openGrowthServer } from './growth/dataset.ts'
import { calls, type Person, signIn, timeOf } from './growth/measure.ts'

/** How cost grows with the table: `npm run bench:growth -- --rows 1000000`. The time of one call after the other, in milliseconds. */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '5000000' } } })
const top = Number(values.rows)
const sizes = [10_000, 100_000, 1_000_000, 5_000_000].filter((rows) => rows < top).concat(top)
const rounds = 7
const timesEach = 12
const tell = (line: string) => void process.stderr.write(`${line}\n`)

const server = await openGrowthServer()
const grown: Grown[] = []
try {
  for (const rows of sizes) grown.push(await openDataset(server, rows, tell))
  const samples = new Map<string, number[]>()
  const people = await Promise.all(grown.map(signInAll))
  // One size after the other within each round, so that what else the machine does weighs on all alike.
  for (let round = -1; round < rounds; round++)
    for (const [index, { rows, tenants, platform }] of grown.entries())
      for (const share of tenants)
        for (const call of calls) {
          const key = `${call.name} ${share.name} ${rows}`
          const person = people[index]?.get(`${call.as} ${share.name}`) as Person
          for (let time = 0; time < timesEach; time++) {
            const taken = await timeOf(platform, person, call, share)
            if (round >= 0) samples.set(key, [...(samples.get(key) ?? []), taken])
          }
        }
  const table = report(samples)
  await writeFile(new URL('growth.json', import.meta.url), `${JSON.stringify(table, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(table, null, 2)}\n`)
} finally {
  for (const { platform, superUrl } of grown) {
    await withClient(superUrl, (client) => client.query("delete from tasks where title = 'A growing task'"))
    await platform.close()
  }
  await server.stop()
}

async function signInAll({ platform, tenants }: Grown): Promise<Map<string, Person>> {
  const people = new Map<string, Person>()
  for (const { name } of tenants)
    for (const who of ['admin', 'worker'] as const) people.set(`${who} ${name}`, await signIn(platform, who, name))
  return people
}

/** Medians, and what they are of the smallest table's. */
function report(samples: ReadonlyMap<string, readonly number[]>) {
  const of = (name: string, tenant: string) => {
    const medians = sizes.map((rows) => median(samples.get(`${name} ${tenant} ${rows}`) ?? []))
    return {
      ms: medians.map(round2).join(' · '),
      ratio: medians.map((one) => round2(one / (medians[0] ?? 1))).join(' · '),
    }
  }
  const tenants = { mid: 'a tenant of 1000 tasks', big: 'a tenant with a tenth of all tasks' }
  return {
    rows: sizes.join(' · '),
    ...Object.fromEntries(
      Object.entries(tenants).map(([tenant, says]) => [
        says,
        Object.fromEntries(calls.map(({ name }) => [name, of(name, tenant)])),
      ]),
    ),
  }
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0
}

function round2(figure: number): number {
  return Math.round(figure * 100) / 100
}
