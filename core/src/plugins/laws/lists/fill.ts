import { withClient } from '../../../database/provision.ts'
import type { FieldModel, Registry, ResourceModel } from '../../../records/model.ts'
import type { Subject } from '../law.ts'

const tenants = 10
const rows = 400

/** Every table of records with as many rows of many tenants as make a plan worth reading; then the statistics. */
export async function fillTables({ platform, tenant }: Pick<Subject, 'platform' | 'tenant'>): Promise<void> {
  if (filled.has(platform.engine)) return
  filled.add(platform.engine)
  const { registry } = platform.engine
  await withClient(platform.urls.ownerUrl, async (client) => {
    const people = await client.query<{ id: string }>('select id from guildhall.people where tenant_id = $1', [
      tenant.id,
    ])
    const real = `array[${people.rows.map(({ id }) => `'${id}'`).join(', ')}]::uuid[]`
    // Neither foreign keys nor anything else that is judged row by row: only the shape of the data counts here.
    await client.query(withoutJudges)
    for (const model of registry.models.values())
      for (const statement of statementsFor(model, registry, tenant.id, real)) await client.query(statement)
    for (const statement of books(tenant.id)) await client.query(statement)
    await client.query('vacuum analyze')
  })
}

const filled = new WeakSet<object>()

const withoutJudges = `do $$ declare one record; begin
  for one in select conrelid::regclass as place, conname from pg_constraint
    where contype = 'f' and connamespace in ('public'::regnamespace, 'guildhall'::regnamespace) loop
    execute format('alter table %s drop constraint %I', one.place, one.conname);
  end loop;
  for one in select distinct tgrelid::regclass as place from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not tgisinternal and relnamespace in ('public'::regnamespace, 'guildhall'::regnamespace) loop
    execute format('alter table %s disable trigger user', one.place);
  end loop;
end $$`

const series = (tenant: string, of = rows) =>
  `from generate_series(1, ${of}) n cross join (
     select k, case when k = 1 then '${tenant}'::uuid else md5('tenant ' || k)::uuid end as tenant from generate_series(1, ${tenants}) k) t`

const idOf = (resource: string, number: string) => `md5('${resource}' || tenant || (${number}))::uuid`

function statementsFor(model: ResourceModel, registry: Registry, tenant: string, people: string): string[] {
  const fields = [...model.fields.values()].filter(({ columns }) => columns.length > 0)
  const columns = fields.flatMap((field) => field.columns.map(({ name }) => `"${name}"`))
  const isApart = ({ name }: FieldModel) =>
    (model.definition.exclude ?? []).some(({ range }) => range.some((one) => one === name))
  const values = fields.flatMap((field) => valuesOf(field, registry, people, isApart(field)))
  const moment = "timestamptz '2026-01-01Z' + n * interval '1 minute'"
  const links = [...model.fields.values()].filter(({ link }) => link)
  return [
    `insert into ${model.qualified} (tenant_id, id, created_at, updated_at${columns.map((name) => `, ${name}`).join('')})
     select tenant, ${idOf(model.name, 'n')}, ${moment}, ${moment}${values.map((value) => `, ${value}`).join('')} ${series(tenant)}
     on conflict do nothing`,
    ...links.map(
      ({ link, definition }) =>
        `insert into ${link?.qualified} (tenant_id, owner_id, target_id)
         select tenant, ${idOf(model.name, 'n')}, ${pointing(definition.target ?? '', 'n * 11', people)} ${series(tenant)} on conflict do nothing`,
    ),
  ]
}

function pointing(target: string, number: string, people: string, isUnique = false): string {
  const made = idOf(target, isUnique ? 'n' : `1 + (${number}) % ${rows}`)
  if (target !== 'people') return made
  const place = isUnique ? 'n' : `1 + (${number}) % (5 * cardinality(${people}))`
  return `case when k = 1 then coalesce((${people})[${place}], ${made}) else ${made} end`
}

/** @param isApart no two may overlap: each has a moment of its own */
function valuesOf(field: FieldModel, registry: Registry, people: string, isApart: boolean): string[] {
  const { definition, kind } = field
  const maybe = (value: string) =>
    definition.optional && !definition.unique ? `case when n % 7 > 0 then ${value} end` : value
  switch (kind) {
    case 'integer':
    case 'duration':
    case 'decimal':
      return [maybe('n')]
    case 'boolean':
      return ['n % 2 = 0']
    case 'date':
      return [isApart ? "date '2026-01-01' + n" : maybe("date '2026-01-01' + n % 365")]
    case 'instant':
      if (isApart) return ["timestamptz '2026-01-01Z' + n * interval '1 hour'", "'UTC'"]
      return [maybe("timestamptz '2026-01-01Z' + n * interval '1 hour'"), maybe("'UTC'")]
    case 'money':
      return [maybe('100 * n'), maybe("'EUR'")]
    case 'state':
    case 'enumeration':
      return [
        `(array[${(definition.values ?? []).map((value) => `'${value}'`).join(', ')}])[1 + n % ${definition.values?.length}]`,
      ]
    case 'ref':
      return [maybe(pointing(definition.target ?? '', 'n * 13', people, definition.unique))]
    case 'subject': {
      const [resource = 'things'] = registry.capable.get(definition.capability ?? '') ?? []
      return [`'${resource}'`, idOf(resource, 'n'), 'null', 'null', 'null', 'null']
    }
    case 'json':
      return ["'[]'"]
    default:
      return [maybe(`'Value ' || n`)]
  }
}

/** What the core keeps besides records and shows as lists. */
function books(tenant: string): string[] {
  const at = "timestamptz '2026-01-01Z' + n * interval '1 minute'"
  return [
    `insert into guildhall.login_journal (at, event, email, tenant_id) select ${at}, 'login', 'a@example.org', tenant ${series(tenant)}`,
    `insert into guildhall.history (tenant_id, id, resource, record_id, action, version, at)
     select tenant, gen_random_uuid(), 'people', ${idOf('people', '1 + n % 60')}, 'update', n, ${at} ${series(tenant)}`,
    `insert into guildhall.held_deliveries (tenant_id, id, reason, kind, plugin, handler, item_id, attempts, at)
     select tenant, gen_random_uuid(), 'dead', 'event', 'core', 'core: some', gen_random_uuid(), 5, ${at} ${series(tenant)}`,
    `insert into guildhall.job_runs (tenant_id, id, plugin, job, state, slot, created_at)
     select tenant, gen_random_uuid(), 'core', 'some', 'done', ${at}, ${at} ${series(tenant)}`,
    `insert into guildhall.outbox (tenant_id, id, position, name, at, payload)
     select tenant, gen_random_uuid(), 1000000 + k * 100000 + n, 'core.some.done', ${at}, '{}' ${series(tenant)}`,
    `insert into guildhall.handled (tenant_id, handler, event_id, at) select tenant, 'core: some', gen_random_uuid(), ${at} ${series(tenant)}`,
    `insert into guildhall.api_keys (tenant_id, id, user_id, name, scopes, secret_hash, created_at)
     select tenant, gen_random_uuid(), gen_random_uuid(), 'Key ' || n, '{*:read}', '\\x00', ${at} ${series(tenant)}`,
    `insert into guildhall.links (tenant_id, id, name, url, remote_slug, remote_name, key_id, private_key, state, created_at, actor_id)
     select tenant, gen_random_uuid(), 'Link ' || n, 'https://crm.example', 'y', 'Y', gen_random_uuid(), '\\x00', 'working', ${at}, gen_random_uuid() ${series(tenant)}`,
    `insert into guildhall.imports (tenant_id, id, actor_id, state, sheets, created_at, expires_at)
     select tenant, gen_random_uuid(), md5('actor ' || tenant || n % 9)::uuid, 'done', '[]', ${at}, ${at} ${series(tenant)}`,
    `insert into guildhall.registrations (tenant_id, id, email, name, status, created_at, expires_at)
     select tenant, gen_random_uuid(), 'a@example.org', 'A', 'waiting', ${at}, ${at} ${series(tenant)}`,
    `insert into guildhall.privacy_requests (tenant_id, id, kind, resource, record_id, state, asked_by, is_own, language, zone, asked_at, due_at)
     select tenant, gen_random_uuid(), 'copy', 'people', ${idOf('people', '1 + n % 60')}, 'done', gen_random_uuid(), true, 'en', 'UTC', ${at}, ${at} ${series(tenant)}`,
    ...others(tenant),
  ]
}

/** What is asked about whoever comes; the tenant that is looked at keeps its own. */
function others(tenant: string): string[] {
  const of = `${series(tenant)} where k > 1`
  // Whose tenants they are does not matter: that there are many decides what a plan is worth.
  const strangers =
    "from generate_series(1, 3000) n cross join lateral (select md5('stranger ' || n)::uuid as tenant) s"
  return [
    `insert into guildhall.branding (tenant_id, changed_at) select tenant, timestamptz '2026-01-01Z' ${strangers}`,
    `insert into guildhall.custom_fields (tenant_id, id, resource, key, position, definition, created_at, updated_at)
     select tenant, gen_random_uuid(), 'people', 'k' || n, n, '{"kind":"text"}', timestamptz '2026-01-01Z', timestamptz '2026-01-01Z' ${strangers}`,
    `insert into guildhall.actors (tenant_id, id, kind, label) select tenant, gen_random_uuid(), 'person', 'A' ${of}`,
    `insert into guildhall.memberships (tenant_id, user_id, person_id) select tenant, gen_random_uuid(), gen_random_uuid() ${of}`,
    `insert into guildhall.tenant_plugins (tenant_id, plugin, enabled, changed_at) select tenant, 'some-' || n, true, timestamptz '2026-01-01Z' ${of}`,
  ]
}
