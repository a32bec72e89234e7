import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { demoPassword } from '../core/src/first-start/first-start.ts'

/**
 * How many more lists two processes answer than one: `guildhall start` as it is built, over the demo business, in turns. The driver and
 * PostgreSQL run on this machine too: with fewer than four cores the three share what there is, and the figure says more of the machine.
 */
const rounds = 3
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const command = fileURLToPath(new URL('../core/dist/cli/main.js', import.meta.url))
const data = fileURLToPath(new URL('.cache/processes', import.meta.url))

const rates = new Map<number, number[]>([
  [1, []],
  [2, []],
])
for (let round = 0; round < rounds; round++)
  for (const [count, figures] of rates) figures.push(await listsPerSecond(count))
// What the machine disturbs only slows down.
const [one, two] = [...rates.values()].map((figures) => Math.max(...figures)) as [number, number]
const cores = availableParallelism()
console.log(JSON.stringify({ ratio: Math.round((two / one) * 100) / 100, listsPerSecond: { one, two }, cores }, null, 2))

async function listsPerSecond(count: number): Promise<number> {
  const child = spawn(process.execPath, [command, 'start', '--json', '--processes', String(count)], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'fatal', PORT: '0', GUILDHALL_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  try {
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      gone.then(([code]) => Promise.reject(new Error(`It ended with ${code} before it was ready`))),
    ])
    const { address } = JSON.parse(String(line)) as { address: string }
    const headers = { cookie: await signIn(address) }
    const url = `${address}/api/tasks?range=${encodeURIComponent('[0,24]')}&total=false`
    await autocannon({ url, headers, connections: 32, duration: 2 })
    const { requests, non2xx, errors } = await autocannon({ url, headers, connections: 32, duration: seconds })
    if (non2xx + errors > 0) throw new Error(`${non2xx} refused, ${errors} failed`)
    return Math.round(requests.average)
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'elena@studionord.example', password: demoPassword }),
  })
  if (!answer.ok) throw new Error(`Elena cannot sign in: ${answer.status}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

