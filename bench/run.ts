import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '../core/src/database/provision.ts'
import { seed } from './data.ts'
import { type Call, calls, measure } from './load.ts'
import { admin, password, prepare, worker } from './prepare.ts'
import { addRoles, addTenants } from './scale.ts'
import { type BenchServer, startServer } from './server.ts'
import { signIn } from './visit.ts'

const rounds = 3
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const wanted = process.argv[2]?.split(',')

const chosen = calls.filter(({ name }) => !wanted || wanted.includes(name))
const prepared = await prepare()
await withClient(prepared.urls.ownerUrl, (client) => seed(client, prepared.tenantId, prepared.people))

const none = () => Object.fromEntries(chosen.map(({ name }) => [name, [] as number[]]))
const rates: Record<'floor' | 'guildhall', Record<string, number[]>> = { floor: none(), guildhall: none() }
const memory: Record<'floor' | 'guildhall', number[]> = { floor: [], guildhall: [] }
const starts: number[] = []

try {
  for (let round = 0; round < rounds; round++)
    for (const kind of ['floor', 'guildhall'] as const) {
      const server = await startServer(kind, prepared)
      await sleep(1500)
      memory[kind].push(await server.memory())
      if (kind === 'guildhall') starts.push(server.startMs)
      const cookies =
        kind === 'guildhall'
          ? { admin: await signIn(server.url, admin, password), worker: await signIn(server.url, worker, password) }
          : { admin: '', worker: '' }
      for (const call of chosen) rates[kind][call.name]?.push(await rate(call, kind, server, cookies))
      await server.stop()
    }
  const ratios = Object.fromEntries(
    chosen.map(({ name }) => [name, round2(median(rates.guildhall[name]) / median(rates.floor[name]))]),
  )
  const result = {
    ratios,
    memoryRatio: round2(median(memory.guildhall) / median(memory.floor)),
    startMs: Math.round(median(starts)),
    scale: wanted ? undefined : await scaling(),
    requestsPerSecond: { floor: medians(rates.floor), guildhall: medians(rates.guildhall) },
    rounds,
    seconds,
    connections: 16,
  }
  if (!wanted) await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
} finally {
  await prepared.stop()
}

/** The list again with twenty more plugins, two hundred roles and two thousand tenants; 1 means that nothing is lost. */
async function scaling(): Promise<Record<string, number>> {
  const list = calls.find(({ name }) => name === 'list') as Call
  const once = async (synthetic: boolean) => {
    const server = await startServer('guildhall', prepared, { synthetic })
    const cookies = { admin: await signIn(server.url, admin, password), worker: '' }
    const figures = [await rate(list, 'guildhall', server, cookies), await rate(list, 'guildhall', server, cookies)]
    await server.stop()
    return Math.max(...figures)
  }
  const alone = await once(false)
  const plugins = round2((await once(true)) / alone)
  await addRoles(prepared, 200)
  const roles = round2((await once(false)) / alone)
  await addTenants(prepared, 2000)
  const tenants = round2((await once(false)) / alone)
  return { plugins, roles, tenants }
}

async function rate(
  call: Call,
  kind: 'floor' | 'guildhall',
  server: BenchServer,
  cookies: { admin: string; worker: string },
): Promise<number> {
  const cookie = call.name === 'workerList' ? cookies.worker : cookies.admin
  const headers: Record<string, string> = cookie ? { cookie } : {}
  const options = { worker: prepared.workerId, headers }
  await measure(call, kind, server.url, { ...options, seconds: 1 })
  return measure(call, kind, server.url, { ...options, seconds })
}

function median(figures: readonly number[] | undefined): number {
  const sorted = [...(figures ?? [])].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function medians(figures: Record<string, number[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, some]) => [name, Math.round(median(some))]))
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
