import type pg from 'pg'

/** A tenant that is looked at. */
export interface Share {
  readonly number: number
  readonly name: string
  readonly id: string
  readonly tasks: number
}

const tasksPerTenant = 500
export const tasksPerProject = 50
/** So many projects the looked-at worker is in; every tenth task of theirs is his. */
export const projectsOfWorker = 5

export const kinds = { tenant: 1, person: 2, project: 3, member: 4, task: 5 } as const

/** `id(kinds.task, 1, 7)`: the seventh task of the first tenant, as the SQL below reckons it. */
export const id = (kind: number, tenant: number, number: number) =>
  `0190${hex(kind, 4)}-${hex(tenant, 4)}-7000-8000-${hex(number, 12)}`
const hex = (value: number, width: number) => value.toString(16).padStart(width, '0')
const sqlId = (kind: number, number: string) =>
  `('0190${hex(kind, 4)}-' || lpad(to_hex(k), 4, '0') || '-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

const words = 'paint,print,draw,cut,plan,ship,call,check,repair,measure,polish,order,sketch,film,edit,mount'.split(',')
const things =
  'logo,banner,fence,engine,poster,website,roof,brochure,gate,window,catalogue,label,van,shelf,sign,floor'.split(',')
const array = (list: readonly string[]) => `(array[${list.map((one) => `'${one}'`).join(',')}])`

/** Tasks with their projects, members, assignees and history over many tenants. Indexes are made after the rows: it takes a tenth of the time. */
export async function fill(
  client: pg.Client,
  rows: number,
  shares: readonly Share[],
  tell: (line: string) => void,
): Promise<void> {
  await client.query("set session_replication_role = 'replica'; set synchronous_commit = off; set timezone = 'UTC'")
  const indexes = await takeIndexes(client)
  await planTenants(client, rows, shares)
  for (const [what, statement] of statements()) {
    const begun = performance.now()
    await client.query(statement)
    tell(`  ${what}: ${seconds(begun)}`)
  }
  for (const definition of indexes) {
    const begun = performance.now()
    await client.query(definition)
    if (performance.now() - begun > 5000) tell(`  ${/INDEX (\S+)/.exec(definition)?.[1]}: ${seconds(begun)}`)
  }
  await client.query("set session_replication_role = 'origin'")
  await client.query('drop table growth_tenants')
  await client.query('vacuum (freeze, analyze)')
}

const seconds = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(0)} s`

async function takeIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select format('%I.%I', schemaname, indexname) as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and indexname not in (select conname from pg_constraint)`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

async function planTenants(client: pg.Client, rows: number, shares: readonly Share[]): Promise<void> {
  const left = rows - shares.reduce((sum, { tasks }) => sum + tasks, 0)
  const others = Math.floor(left / tasksPerTenant)
  await client.query(`create table growth_tenants as
    select k, t::uuid as tenant, tasks, greatest(1, tasks / ${tasksPerProject}) as projects, greatest(10, tasks / 100) as people
    from (values ${shares.map(({ number, id, tasks }) => `(${number}, '${id}', ${tasks})`).join(', ')}) as given(k, t, tasks)
    union all select k, ${sqlId(kinds.tenant, '1')}, ${tasksPerTenant}, ${tasksPerTenant / tasksPerProject}, 10
    from generate_series(${shares.length + 1}, ${shares.length + others}) k`)
  await client.query(`insert into guildhall.tenants (id, slug, name, created_at)
    select tenant, 'tenant-' || k, 'Tenant ' || k, now() from growth_tenants where k > ${shares.length}`)
}

function statements(): [string, string][] {
  const each = (count: string) => `from growth_tenants t cross join lateral generate_series(1, ${count}) n`
  const at = "timestamptz '2026-01-01Z' + (n % 500000) * interval '1 minute'"
  const project = `(1 + n % t.projects)`
  const person = (number: string) => sqlId(kinds.person, `(1 + ${number} % t.people)`)
  // Who is looked at is a real person; the others are made here.
  const worker = "(select p.id from guildhall.people p where p.tenant_id = t.tenant and p.name = 'worker')"
  return [
    [
      'people',
      `insert into guildhall.people (tenant_id, id, name, email, kind, status, created_at, updated_at)
       select tenant, ${sqlId(kinds.person, 'n')}, 'Person ' || n, 'p' || n || '@' || k || '.example', 'staff', 'active', ${at}, ${at} ${each('t.people')}`,
    ],
    [
      'projects',
      `insert into projects (tenant_id, id, number, name, kind, status, deadline, created_at, updated_at)
       select tenant, ${sqlId(kinds.project, 'n')}, 'P-2026-' || lpad(n::text, greatest(4, length(n::text)), '0'), initcap(${array(things)}[1 + n % ${things.length}]) || ' ' || n, 'internal', 'active', date '2026-06-01' + n % 300, ${at}, ${at} ${each('t.projects')}`,
    ],
    [
      'members',
      `insert into project_members (tenant_id, id, project_id, person_id, role, created_at, updated_at)
       select tenant, ${sqlId(kinds.member, 'n')}, ${sqlId(kinds.project, '(1 + (n - 1) / 3)')}, ${person('n')}, case when n % 3 = 1 then 'lead' else 'member' end, ${at}, ${at} ${each('3 * t.projects')}
       union all select tenant, ${sqlId(kinds.member, '3 * t.projects + n')}, ${sqlId(kinds.project, 'n')}, ${worker}, 'member', ${at}, ${at}
       ${each(`${projectsOfWorker}`)} where k <= 2
       on conflict do nothing`,
    ],
    [
      'tasks',
      `insert into tasks (tenant_id, id, number, project_id, title, description, status, priority, due_at, due_at_zone, estimate, given_by_id, completed_at, completed_at_zone, urgency, created_at, updated_at)
       select tenant, ${sqlId(kinds.task, 'n')}, 'T-' || lpad(n::text, greatest(5, length(n::text)), '0'), ${sqlId(kinds.project, project)},
         initcap(${array(words)}[1 + (n * 7) % ${words.length}]) || ' the ' || ${array(things)}[1 + (n / 16) % ${things.length}] || ' number ' || n % 9973,
         case when n % 4 = 0 then 'Some words about what is to be done, as people write them.' end,
         (array['pending','pending','in-progress','completed','completed','completed','cancelled'])[1 + n % 7], (array['low','normal','normal','high','urgent'])[1 + n % 5],
         case when n % 3 > 0 then ${at} + interval '30 days' end, case when n % 3 > 0 then 'UTC' end, 3600, ${person('n')},
         case when n % 7 between 3 and 5 then ${at} end, case when n % 7 between 3 and 5 then 'UTC' end,
         (3 - n % 4) * 1000000000000000::bigint + case when n % 3 > 0 then 1767225600000 + (n % 500000) * 60000::bigint else 999999999999999 end, ${at}, ${at}
       ${each('t.tasks')}`,
    ],
    [
      'assignees',
      `insert into tasks__assignees (tenant_id, owner_id, target_id)
       select tenant, ${sqlId(kinds.task, 'n')}, case when k <= 2 and ${project} <= ${projectsOfWorker} and (n / t.projects) % 10 = 0 then ${worker} else ${person('n')} end ${each('t.tasks')}`,
    ],
    [
      'subjects',
      `insert into guildhall.subjects (tenant_id, resource, id) select tenant, 'tasks', ${sqlId(kinds.task, 'n')} ${each('t.tasks')}
       union all select tenant, 'projects', ${sqlId(kinds.project, 'n')} ${each('t.projects')}`,
    ],
    [
      'history',
      `insert into guildhall.history (tenant_id, id, resource, record_id, action, version, at, after)
       select tenant, uuidv7(), 'tasks', ${sqlId(kinds.task, 'n')}, 'create', 1, ${at}, jsonb_build_object('title', 'Number ' || n, 'status', 'pending', 'priority', 'normal') ${each('t.tasks')}`,
    ],
    [
      'numbers',
      `insert into guildhall.counters (tenant_id, series, value) select tenant, 'number:T-{00000}', tasks from growth_tenants
       union all select tenant, 'number:P-2026-{0000}', projects from growth_tenants`,
    ],
  ]
}
