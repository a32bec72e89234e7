import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '../core/src/database/embedded.ts'
import { provisionServer, rolePasswords, withClient } from '../core/src/database/provision.ts'
import { type Command, startCommand } from './command.ts'
import { signIn } from './visit.ts'

/**
 * Time tracking: what starting a timer costs beside a plain create, how soon a change reaches the browsers that watch while many timers run,
 * and the report of a month over many entries beside its SQL written by hand. How many entries there are can be given.
 */
const rows = Number(process.argv[2] ?? 5_000_000)
const timers = 2_000
const [watchers, tabs] = [25, 8]
const password = 'four words of mine'
const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-time-'))
const database = await startEmbedded({ folder })
const { appUrl, ownerUrl } = await provisionServer({ superUrl: database.superUrl, passwords: rolePasswords(folder) })
Object.assign(process.env, { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, GUILDHALL_SECRET: 'b'.repeat(32) })
const server = await startCommand(`time-${process.pid}`)
const mara = await signIn(server.address, 'mara@studionord.example', 'guildhall-demo')
try {
  say(await starting())
  await crowd()
  say(await reaching())
  await fill()
  const ratios: number[] = []
  for (let round = 0; round < 7; round++) {
    const [byHand, report] = [await timed(handWritten), await timed(ask)]
    if (round > 1) ratios.push(report / byHand)
  }
  say({ rows, monthReportToHandWritten: rounded(median(ratios)) })
} finally {
  await server.stop()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}

function say(part: object): void {
  console.log(JSON.stringify(part, null, 2))
}

/** Starting, which ends what runs, beside making an interaction; one after the other, in turns. */
async function starting() {
  const [task, other] = (await call(server, mara, 'GET', '/time-tracking/timer')).recent as { subject: string }[]
  const [client] = (await call(server, server.cookie, 'GET', '/clients?range=[0,0]')) as unknown as { id: string }[]
  const [starts, creates]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 300; turn++) {
    const subject = (turn % 2 ? task : other)?.subject
    starts.push(await timed(() => call(server, mara, 'POST', '/time-tracking/timer/start', { subject })))
    const told = { kind: 'note', text: 'A word', client: client?.id }
    creates.push(await timed(() => call(server, server.cookie, 'POST', '/interactions', told)))
  }
  const [start, create] = [median(starts.slice(50)), median(creates.slice(50))]
  return { startMilliseconds: rounded(start), startToCreate: rounded(start / create) }
}

/** People whose timers run, as Mara’s does. */
async function crowd(): Promise<void> {
  await copied(
    'people',
    `select * from public.people where email like 'mara@%'`,
    timers,
    {
      ...{
        id: `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`,
        email: `'w' || n || '@crowd.example'`,
      },
      ...{ name: `'Worker ' || n`, login: 'null' },
    },
    'guildhall',
  )
  await copied(
    'time_entries',
    'select * from public.time_entries where ended_at is null order by id desc limit 1',
    timers,
    {
      ...{ id: 'uuidv7()', person_id: `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid` },
    },
  )
}

/** From a start to the moment when the last of the open browsers has heard of it. */
async function reaching() {
  const open: AbortController[] = []
  const heard: (() => void)[] = []
  let waiting = Promise.resolve<unknown>(undefined)
  const expectAll = () => {
    heard.length = 0
    waiting = Promise.all(open.map((_, at) => new Promise<void>((resolve) => heard.splice(at, 1, resolve))))
  }
  for (let watcher = 0; watcher < watchers; watcher++) {
    const email = `watcher${watcher}@studionord.example`
    await addManager(email)
    const cookie = await signIn(server.address, email, password)
    for (let tab = 0; tab < tabs; tab++) {
      const [end, at] = [new AbortController(), open.length]
      open.push(end)
      const { body } = await fetch(`${server.address}/api/stream`, { headers: { cookie }, signal: end.signal })
      if (body) void listen(body, () => heard[at]?.()).catch(() => {})
    }
  }
  const board = await timed(() => call(server, server.cookie, 'GET', '/time-tracking/board'))
  const times: number[] = []
  for (let turn = 0; turn < 12; turn++) {
    expectAll()
    const [one, two] = (await call(server, mara, 'GET', '/time-tracking/timer')).recent as { subject: string }[]
    const began = performance.now()
    await call(server, mara, 'POST', '/time-tracking/timer/start', { subject: (turn % 2 ? one : two)?.subject })
    await waiting
    times.push(performance.now() - began)
  }
  for (const end of open) end.abort()
  return {
    streams: open.length,
    timers,
    reachedInMilliseconds: Math.round(median(times.slice(2))),
    boardInMilliseconds: Math.round(board),
  }
}

async function listen(body: ReadableStream<Uint8Array>, onHeard: () => void): Promise<void> {
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) if (chunk.includes('time-entries')) onHeard()
}

async function addManager(email: string): Promise<void> {
  const program = fileURLToPath(new URL('../core/dist/cli/main.js', import.meta.url))
  const child = spawn(
    process.execPath,
    [program, 'user', 'create', email, '--tenant', 'demo', '--role', 'manager', '--password-stdin'],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  )
  child.stdin.end(`${password}\n`)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${email} could not be made`)
}

/** As many entries as wanted, each like one of the demo business; a month has about a tenth of them. */
async function fill(): Promise<void> {
  // All of them are copies of one stretch, and no report asks what keeps stretches apart.
  await asRoot('alter table public.time_entries drop constraint time_entries_person_started_at_excl')
  await copied('time_entries', 'select * from public.time_entries where ended_at is not null limit 1', rows, {
    ...{ id: 'uuidv7()', day: `date '2026-01-01' + n % 300`, '"time"': '60 * (n % 300)', timesheet_id: 'null' },
  })
}

function rootUrl(): string {
  const url = new URL(database.superUrl)
  url.pathname = new URL(ownerUrl).pathname
  return url.href
}

async function asRoot(statement: string): Promise<void> {
  await withClient(rootUrl(), (client) => client.query(statement))
}

/** Rows like one that is there; without what triggers would add or refuse. */
async function copied(
  table: string,
  like: string,
  count: number,
  changed: Record<string, string>,
  schema = 'public',
): Promise<void> {
  await withClient(rootUrl(), async (client) => {
    await client.query('set session_replication_role = replica')
    const { rows: columns } = await client.query<{ name: string }>(
      `select quote_ident(column_name) as name from information_schema.columns
       where table_schema = '${schema}' and table_name = '${table}' and is_generated = 'NEVER' order by ordinal_position`,
    )
    const names = columns.map(({ name }) => name)
    await client.query(
      `insert into ${schema}.${table} (${names.join(', ')}) select ${names.map((name) => changed[name] ?? `t.${name}`).join(', ')}
       from (${like.replaceAll('public.', `${schema}.`)}) t, generate_series(1, ${count}) n`,
    )
    await client.query(`vacuum analyze ${schema}.${table}`)
  })
}

async function handWritten(): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query(
      `select person_id, count(*), sum("time") from public.time_entries
       where tenant_id = (select tenant_id from public.time_entries limit 1) and ended_at is not null and archived_at is null
         and day between '2026-02-01' and '2026-02-28'
       group by grouping sets ((person_id), ()) order by 3 desc`,
    ),
  )
}

async function ask(): Promise<void> {
  await call(server, server.cookie, 'POST', '/reports/preview', {
    definition: {
      dataset: 'time-tracking.entries',
      period: { field: 'day', range: 'between', from: '2026-02-01', to: '2026-02-28' },
      groups: [{ field: 'person' }],
      measures: [{ of: 'count' }, { of: 'sum', field: 'time' }],
    },
  })
}

async function call(
  of: Command,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${of.address}/api${path}`, {
    method,
    headers: { cookie, 'x-tenant': 'demo', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
