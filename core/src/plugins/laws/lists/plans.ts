import type pg from 'pg'
import type { BoundStatement } from '../../../database/statement.ts'

/** A node of a plan as `EXPLAIN (FORMAT JSON)` gives it. */
interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Schema?: string
  readonly Alias?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

/** Why a plan does not do, with the node that says it. */
export interface Weakness {
  readonly node: string
  readonly problem: string
}

export interface Catalogue {
  /** Tables in which rows of tenants lie. */
  readonly tables: ReadonlySet<string>
  /** The first column of every index on one of them. */
  readonly indexes: ReadonlyMap<string, string>
}

/** Memberships are left out: they are asked both ways, for a tenant's users and for a user's tenants. */
export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  const { rows } = await client.query<{ table: string; index: string | null; first: string | null }>(
    `select c.relname as table, i.relname as index, f.attname as first
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     left join pg_index x on x.indrelid = c.oid left join pg_class i on i.oid = x.indexrelid
     left join pg_attribute f on f.attrelid = c.oid and f.attnum = x.indkey[0]
     where c.relkind = 'r' and c.relname <> 'memberships' and c.relnamespace in ('public'::regnamespace, 'guildhall'::regnamespace)`,
  )
  return {
    tables: new Set(rows.map(({ table }) => table)),
    indexes: new Map(rows.flatMap(({ index, first }) => (index ? [[index, first ?? '']] : []))),
  }
}

/** The statement's plans as the application's role gets them: with its values, and as it is kept for all values. */
export async function explain(client: pg.ClientBase, tenant: string, { statement, values }: BoundStatement<unknown>) {
  const plans: PlanNode[] = []
  await client.query('begin')
  await client.query("select set_config('app.tenant', $1, true)", [tenant])
  for (const [options, given] of [
    ['format json', values],
    ['format json, generic_plan', undefined],
  ] as const) {
    const { rows } = await client.query(`explain (${options}) ${statement.text}`, given && [...given])
    plans.push(rows[0]['QUERY PLAN'][0].Plan)
  }
  await client.query('rollback')
  return plans
}

/** @param isWhole nothing narrows the list but the tenant and the reader's rights: then no row need be sorted */
export function weaknessesOf(plan: PlanNode, { tables, indexes }: Catalogue, isWhole: boolean): Weakness[] {
  const found: Weakness[] = []
  visit(plan, '', isWhole)
  return found

  function visit(node: PlanNode, table: string, isOrdered: boolean): void {
    const type = node['Node Type']
    const index = node['Index Name']
    const name = node['Relation Name'] ?? table
    if (type === 'Seq Scan' && tables.has(name)) add(node, `it reads all of ${name}, every tenant's rows`)
    if (index && indexes.has(index) && indexes.get(index) !== 'tenant_id')
      add(node, `it goes by ${index}, which does not begin with tenant_id`)
    else if (index && indexes.has(index) && !node['Index Cond']?.includes('tenant_id'))
      add(node, `it goes through all of ${index}, every tenant's part`)
    if (type === 'Sort' && isOrdered && readsWholeTenant(node))
      add(node, 'it sorts all rows of the tenant, where an index would have them in this order')
    // What is sorted for a join or inside a condition is not the list.
    const goesOn = isOrdered && /^(Append|Limit|Result|Sort|Incremental Sort)$/.test(type)
    for (const child of node.Plans ?? []) visit(child, name, goesOn)
  }

  function add(node: PlanNode, problem: string): void {
    found.push({
      node: [node['Node Type'], node['Index Name'] ?? node['Relation Name']].filter(Boolean).join(' '),
      problem,
    })
  }
}

/** What it sorts comes from the list's own table, entered by nothing but the tenant; a join has left out rows before. */
function readsWholeTenant(node: PlanNode): boolean {
  const condition = node['Index Cond']
  if (condition !== undefined && node['Node Type'] !== 'Bitmap Index Scan' && node.Alias === 't')
    return isTenantAlone(condition)
  if (node['Node Type'] === 'Bitmap Heap Scan' && node.Alias === 't')
    return (node.Plans ?? []).every((child) => isTenantAlone(child['Index Cond'] ?? ''))
  return !/Loop|Join/.test(node['Node Type']) && (node.Plans ?? []).some(readsWholeTenant)
}

/** `((tenant_id = $1) AND (tenant_id = (InitPlan 1).col1))`: the engine's wall and the database's. */
const isTenantAlone = (condition: string) =>
  !/\b(?!tenant_id\b)[a-z_]+ (=|<|>|<=|>=|IS|@@|~~) /.test(condition) && !condition.includes('ROW(')
