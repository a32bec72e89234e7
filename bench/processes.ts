import { availableParallelism } from 'node:os'
import autocannon from 'autocannon'
import { startCommand } from './command.ts'

/**
 * How many more lists two processes answer than one: `guildhall start` as it is built, over the demo business, in turns. The driver and
 * PostgreSQL run on this machine too: with fewer than four cores the three share what there is, and the figure says more of the machine.
 */
const rounds = 3
const seconds = Number(process.env.BENCH_SECONDS ?? 5)

const rates = new Map<number, number[]>([
  [1, []],
  [2, []],
])
for (let round = 0; round < rounds; round++)
  for (const [count, figures] of rates) figures.push(await listsPerSecond(count))
// What the machine disturbs only slows down.
const [one, two] = [...rates.values()].map((figures) => Math.max(...figures)) as [number, number]
const cores = availableParallelism()
console.log(
  JSON.stringify({ ratio: Math.round((two / one) * 100) / 100, listsPerSecond: { one, two }, cores }, null, 2),
)

async function listsPerSecond(count: number): Promise<number> {
  const server = await startCommand('processes', ['--processes', String(count)])
  try {
    const url = `${server.address}/api/tasks?range=${encodeURIComponent('[0,24]')}&total=false`
    const headers = { cookie: server.cookie }
    await autocannon({ url, headers, connections: 32, duration: 2 })
    const { requests, non2xx, errors } = await autocannon({ url, headers, connections: 32, duration: seconds })
    if (non2xx + errors > 0) throw new Error(`${non2xx} refused, ${errors} failed`)
    return Math.round(requests.average)
  } finally {
    await server.stop()
  }
}
