import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../core/src/database/embedded.ts'
import { provisionServer, rolePasswords, withClient } from '../core/src/database/provision.ts'
import { type Command, startCommand } from './command.ts'

/**
 * A report over many tasks beside its SQL written by hand, and files that the worker makes: a spreadsheet of up to 100,000 rows and a PDF of about
 * a hundred pages, with how far memory rose. How many tasks there are can be given.
 */
const rows = Number(process.argv[2] ?? 5_000_000)
const rounds = 7
const mebibyte = 1024 ** 2
const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-reports-'))
const database = await startEmbedded({ folder })
const { appUrl, ownerUrl } = await provisionServer({ superUrl: database.superUrl, passwords: rolePasswords(folder) })
Object.assign(process.env, { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, GUILDHALL_SECRET: 'b'.repeat(32) })
const server = await startCommand(`reports-${process.pid}`)
try {
  await fill()
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const [byHand, report] = [await timed(handWritten), await timed(ask)]
    if (round > 1) ratios.push(report / byHand)
  }
  say({ rows, ratioToHandWritten: Math.round(median(ratios) * 100) / 100 })
  const alone = await listing(server, 5_000)
  say({ xlsx: await made(server, 'xlsx', {}), slowedTo: await slowed(server, alone) })
  say({ pdf: await made(server, 'pdf', { field: 'dueAt', op: 'atMost', value: '2024-01-01' }) })
} finally {
  await server.stop()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}

function say(part: object): void {
  console.log(JSON.stringify(part, null, 2))
}

/** As many tasks as wanted, each like the first of the demo business; without what triggers would add, which no report reads. */
async function fill(): Promise<void> {
  const asRoot = new URL(database.superUrl)
  asRoot.pathname = new URL(ownerUrl).pathname
  await withClient(asRoot.href, async (client) => {
    await client.query('set session_replication_role = replica')
    const { rows: columns } = await client.query<{ name: string }>(
      `select quote_ident(column_name) as name from information_schema.columns
       where table_schema = 'public' and table_name = 'tasks' and is_generated = 'NEVER' order by ordinal_position`,
    )
    const changed: Readonly<Record<string, string>> = {
      id: 'uuidv7()',
      number: '1000 + n',
      due_at: `timestamptz '2024-01-01' + n % 730 * interval '1 day'`,
      estimate: '60 * (n % 500)',
    }
    const names = columns.map(({ name }) => name)
    await client.query(
      `insert into public.tasks (${names.join(', ')}) select ${names.map((name) => changed[name] ?? `t.${name}`).join(', ')}
       from (select * from public.tasks where number is not null and archived_at is null limit 1) t, generate_series(1, ${rows}) n`,
    )
    await client.query('vacuum analyze public.tasks')
  })
}

async function handWritten(): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query(
      `select to_char(date_trunc('month', due_at at time zone 'Europe/Bucharest'), 'YYYY-MM-DD') as month, count(*), sum(estimate)
       from public.tasks where tenant_id = (select tenant_id from public.tasks limit 1) and archived_at is null
       group by grouping sets ((1), ()) order by 1`,
    ),
  )
}

async function ask(): Promise<void> {
  await call(server, 'POST', '/reports/preview', {
    definition: {
      dataset: 'projects.tasks',
      groups: [{ field: 'dueAt', part: 'month' }],
      measures: [{ of: 'count' }, { of: 'sum', field: 'estimate' }],
    },
  })
}

/** Has the worker make a file; how long it took, and how far memory rose meanwhile. */
async function made(of: Command, format: string, condition: object) {
  const conditions = Object.keys(condition).length > 0 ? [condition] : []
  const definition = { dataset: 'projects.tasks', columns: ['project', 'title', 'status', 'dueAt'], conditions }
  const { id: report } = await call(of, 'POST', '/reports', { name: format, definition })
  const before = await of.memory()
  const began = performance.now()
  const { id } = await call(of, 'POST', `/reports/${report}/outputs`, { format })
  let highest = before
  const steps = new Set<number>()
  for (;;) {
    const output = await call(of, 'GET', `/report-outputs/${id}`)
    highest = Math.max(highest, await of.memory())
    steps.add(Number(output.done))
    if (output.status === 'ready') {
      const seconds = Math.round((performance.now() - began) / 100) / 10
      return {
        lines: output.total,
        seconds,
        steps: steps.size,
        memoryRoseBy: `${Math.round((highest - before) / mebibyte)} MiB`,
      }
    }
    if (output.status === 'failed') throw new Error(String(output.reason))
    await sleep(200)
  }
}

/** How many lists of 25 are answered in a stretch of time, four asked for at once. */
async function listing(of: Command, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds
  let answered = 0
  const ask = async () => {
    for (; performance.now() < end; answered++) await call(of, 'GET', '/companies?range=[0,24]')
  }
  await Promise.all([ask(), ask(), ask(), ask()])
  return answered / milliseconds
}

/** The same while the worker makes a spreadsheet, as a part of what it is without. */
async function slowed(of: Command, alone: number): Promise<number> {
  const definition = { dataset: 'projects.tasks', columns: ['project', 'title', 'status', 'dueAt'] }
  const { id: report } = await call(of, 'POST', '/reports', { name: 'beside', definition })
  await call(of, 'POST', `/reports/${report}/outputs`, { format: 'xlsx' })
  return Math.round(((await listing(of, 5_000)) / alone) * 100) / 100
}

async function call(of: Command, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${of.address}/api${path}`, {
    method,
    headers: { cookie: of.cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
