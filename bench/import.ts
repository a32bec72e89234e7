import { once } from 'node:events'
import { Writable } from 'node:stream'
import { withClient } from '../core/src/database/provision.ts'
import type { Context } from '../core/src/records/context.ts'
import { openPlatform } from './platform.ts'
import { admin, prepare } from './prepare.ts'

/**
 * A hundred thousand rows of a CSV file, brought in under an administrator's rights with history and facts, beside the least that a server
 * written by hand would do: COPY into a temporary table, its checks as whole statements, and INSERT … SELECT, once bare and once with the
 * history and the facts that every write leaves here.
 */
const rows = Number(process.argv[2] ?? 100_000)
const database = await prepare('bench_import')
const platform = await openPlatform(database.urls, false)
try {
  const user = await platform.identity.requireUser(admin)
  const context = await platform.tenancy.contextOfUser(database.tenantId, user.id, { reason: 'bench' })
  await withClient(database.urls.ownerUrl, (client) =>
    client.query(
      `insert into public.bench_groups (tenant_id, id, name, created_at, updated_at) select $1, uuidv7(), 'Group ' || n, now(), now() from generate_series(1, 100) n`,
      [database.tenantId],
    ),
  )
  const lines = Array.from(
    { length: rows },
    (_, n) => `X${n},Item number ${n},Group ${1 + (n % 100)},high,2026-03-${10 + (n % 20)},1:30,${n}.50,${n},true`,
  )
  const file = Buffer.from(
    `External ID,title,group,priority,dueOn,estimate,price,position,urgent\n${lines.join('\n')}\n`,
  )
  const bare = await byHand(lines, false)
  const traced = await byHand(lines, true)
  const { taken, ran, counts } = await imported(context, file)
  const seconds = (value: number) => Math.round(value) / 1000
  console.log(
    JSON.stringify(
      {
        rows,
        seconds: {
          copy: seconds(bare),
          copyWithHistory: seconds(traced),
          takenUp: seconds(taken),
          written: seconds(ran),
        },
        ratio: {
          writtenToCopy: round(bare / ran),
          writtenToCopyWithHistory: round(traced / ran),
          allToCopyWithHistory: round(traced / (taken + ran)),
        },
        counts,
      },
      null,
      2,
    ),
  )
} finally {
  await platform.close()
  await database.stop()
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

async function imported(context: Context, bytes: Buffer) {
  const { imports } = platform
  const start = performance.now()
  const { id, sheets } = await imports.take(context, { name: 'items.csv', bytes }, 'bench-items')
  const taken = performance.now() - start
  await imports.understand(
    context,
    id,
    sheets.map(({ mapping }) => mapping),
  )
  await imports.step(context, id, 'run')
  const begun = performance.now()
  await imports.work(context.tenant.id, id)
  const ran = performance.now() - begun
  return { taken, ran, counts: (await imports.find(context, id)).counts }
}

/** By pg's COPY, in one transaction that is undone. */
async function byHand(lines: readonly string[], isTraced: boolean): Promise<number> {
  return withClient(database.urls.ownerUrl, async (client) => {
    const start = performance.now()
    await client.query('begin')
    await client.query(
      'create temp table given (key text, title text, group_name text, priority text, due_on date, estimate interval, price numeric, position bigint, urgent boolean) on commit drop',
    )
    await copy(client, lines)
    await client.query(
      `create temp table judged on commit drop as select uuidv7() as id, i.*, g.id as group_id from given i
       left join public.bench_groups g on g.tenant_id = '${database.tenantId}' and g.name = i.group_name`,
    )
    const { rows: wrong } = await client.query(
      `select 1 from judged where group_id is null or title is null or priority not in ('low', 'normal', 'high')
       union all select 1 from judged group by key having count(*) > 1 limit 1`,
    )
    if (wrong.length > 0) throw new Error('The rows are not sound')
    await client.query(
      `insert into public.bench_items (tenant_id, id, title, group_id, status, priority, due_on, estimate, price_amount, price_currency, position, urgent, created_at, updated_at)
       select '${database.tenantId}', id, title, group_id, 'open', priority, due_on, extract(epoch from estimate)::bigint, (price * 100)::bigint, 'EUR', position, urgent, now(), now() from judged`,
    )
    await client.query(
      `insert into guildhall.external_ids (tenant_id, resource, source, external_id, record_id) select '${database.tenantId}', 'bench-items', 'file', key, id from judged`,
    )
    if (isTraced) {
      await client.query(
        `insert into guildhall.history (tenant_id, id, resource, record_id, action, version, at, after)
         select '${database.tenantId}', uuidv7(), 'bench-items', id, 'create', 1, now(), to_jsonb(judged) - 'id' from judged`,
      )
      await client.query(
        `insert into guildhall.outbox (tenant_id, id, name, record_key, at, payload)
         select '${database.tenantId}', uuidv7(), 'bench.bench-items.created', 'bench-items/' || id, now(), jsonb_build_object('id', id, 'version', 1) from judged`,
      )
    }
    await client.query('commit')
    const took = performance.now() - start
    for (const table of ['public.bench_items', 'guildhall.external_ids', 'guildhall.history', 'guildhall.outbox'])
      await client.query(`delete from ${table} where tenant_id = '${database.tenantId}'`)
    return took
  })
}

type Client = Parameters<Parameters<typeof withClient>[1]>[0]

/** COPY … FROM STDIN over pg's own wire. */
async function copy(client: Client, lines: readonly string[]): Promise<void> {
  const { connection } = client as unknown as {
    connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }
  }
  const text = Buffer.from(`${lines.join('\n')}\n`)
  const query = client.query('select 1')
  await query
  const sink = new Writable({
    write(chunk, _encoding, done) {
      connection.sendCopyFromChunk(chunk)
      done()
    },
  })
  const { Query } = await import('pg')
  const asked = new Query('copy given from stdin with (format csv)')
  Object.assign(asked, {
    handleCopyInResponse() {
      sink.end(text, () => connection.endCopyFrom())
    },
  })
  client.query(asked as never)
  await Promise.race([once(asked, 'end'), once(asked, 'error').then(([error]) => Promise.reject(error))])
}
