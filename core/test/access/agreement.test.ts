import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { namesOf } from '../../src/access/attribute.ts'
import { explain } from '../../src/access/explain.ts'
import type { AccessContext } from '../../src/access/memory.ts'
import { resolveMoment } from '../../src/access/moment.ts'
import { parseWhere } from '../../src/access/parse.ts'
import { compileAccess, fullAccess } from '../../src/access/plan.ts'
import { toSql } from '../../src/access/sql.ts'
import { ruleSetsOf, whereOf } from './arbitrary-rules.ts'
import { business } from './business.ts'
import { byHand } from './by-hand.ts'
import { idsOf, moment, tenants, type World, worldOf } from './examples.ts'
import { bindValues, type Fragment, numberBinds, statement, tenantBind } from './statements.ts'
import { openWorld } from './world-tables.ts'

const actions = ['read', 'update', 'finish']
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const wanted = 10_000

let database: Awaited<ReturnType<typeof openWorld>>
let world: World
beforeAll(async () => {
  database = await openWorld(business)
  world = worldOf(business, seed)
  await database.fill(world)
})
afterAll(async () => database?.close())

const contexts = fc.record<AccessContext>({
  me: fc.constantFrom(...idsOf('people'), null),
  tenant: fc.constantFrom(...tenants),
  now: fc.constant(moment.now),
  today: fc.constant(moment.today),
})
const names = ['people', 'companies', 'projects', 'project-members', 'tasks', 'entries']
const resources = fc.constantFrom(...names)

describe('the database and CASL agree', () => {
  it(`on ${wanted} records and more, whatever the rules (seed ${seed})`, async () => {
    let cases = 0
    let allowed = 0
    let gathered = 0
    const property = fc.asyncProperty(
      ruleSetsOf(business, actions),
      contexts,
      resources,
      fc.nat(),
      async (ruleSets, context, resource, pick) => {
        const model = business.model(resource)
        const plan = compileAccess(business, ruleSets)
        const field = namesOf(model)[pick % namesOf(model).length] ?? 'id'
        const records = world[context.tenant]?.get(model.name) ?? []
        const facts = plan.facts(model.name, actions)
        const told = await answers(
          model.qualified,
          facts.map((fact) => fact.fragment('t')),
          context,
        )
        for (const action of actions) {
          const ids = await selected(model.qualified, plan.predicate(model.name, action, 't'), context)
          const gathering = action === 'read' ? plan.gathering(model.name) : null
          if (gathering) {
            gathered++
            const among = { text: `t.id in (${gathering.text})`, binds: gathering.binds }
            expect(await selected(model.qualified, among, context), `gathered: ${model.name}`).toEqual(ids)
          }
          const fieldIds = await selected(
            model.qualified,
            toSql(plan.condition(model.name, action, field), 't', {
              readable: (other) => plan.condition(other.name, 'read'),
            }),
            context,
          )
          for (const record of records) {
            const id = String(record.id)
            const known = new Map(facts.map((fact, index) => [fact.key, told.get(id)?.[index] as boolean]))
            const judgement = plan.judge(model.name, record, known, context)
            expect(judgement.can(action), `${action} ${id}`).toBe(ids.has(id))
            expect(judgement.canField(action, field), `${action} ${id} ${field}`).toBe(fieldIds.has(id))
            expect(
              byHand(plan, world, context).isTrue(plan.condition(model.name, action), record),
              `by hand: ${action} ${id}`,
            ).toBe(ids.has(id))
            const verdict = plan.verdict(model.name, action)
            if (verdict !== 'depends') expect(ids.has(id)).toBe(verdict === 'always')
            expect(explain(plan, model.name, action, { record, facts: known, context }).allowed).toBe(ids.has(id))
            cases++
            if (ids.has(id)) allowed++
          }
        }
      },
    )
    await fc.assert(property, { numRuns: 1500, seed })
    console.info(`seed ${seed}: ${cases} cases, ${allowed} allowed`)
    expect(cases).toBeGreaterThanOrEqual(wanted)
    // A test that only ever says yes or no would agree with anything.
    expect(gathered).toBeGreaterThan(0)
    expect(allowed / cases).toBeGreaterThan(0.05)
    expect(allowed / cases).toBeLessThan(0.95)
  }, 120_000)

  it(`on what a filter means, with its values in the statement or beside it (seed ${seed})`, async () => {
    const plan = fullAccess(business)
    const filters = fc.oneof(
      ...names.map((resource) => whereOf(business, business.model(resource)).map((where) => ({ resource, where }))),
    )
    const property = fc.asyncProperty(filters, contexts, async ({ resource, where }, context) => {
      const model = business.model(resource)
      const filter = plan.filter(model.name, where)
      expect(filter.problems).toEqual([])
      const ids = await selected(model.qualified, filter.fragment('t'), context, filter.values)
      const { condition } = parseWhere(business, model, where)
      for (const record of world[context.tenant]?.get(model.name) ?? [])
        expect(byHand(plan, world, context).isTrue(condition, record), String(record.id)).toBe(
          ids.has(String(record.id)),
        )
    })
    await fc.assert(property, { numRuns: 1500, seed })
  }, 120_000)
})

async function selected(
  table: string,
  predicate: Fragment,
  context: AccessContext,
  values: readonly unknown[] = [],
): Promise<Set<string>> {
  const rows = await query(
    statement`select t.id from ${table} t where t.tenant_id = ${tenantBind} and (${predicate})`,
    context,
    values,
  )
  return new Set(rows.map(([id]) => String(id)))
}

async function answers(
  table: string,
  facts: readonly Fragment[],
  context: AccessContext,
): Promise<Map<string, unknown[]>> {
  const columns = facts.map((fact) => statement`, ${fact}`)
  const rows = await query(statement`select t.id${columns} from ${table} t where t.tenant_id = ${tenantBind}`, context)
  return new Map(rows.map(([id, ...said]) => [String(id), said]))
}

async function query(
  fragment: Fragment,
  context: AccessContext,
  values: readonly unknown[] = [],
): Promise<unknown[][]> {
  const { text, binds } = numberBinds(fragment)
  const bound = bindValues(
    binds,
    { ...context, tenantId: context.tenant, resolveMoment: (expression: string) => resolveMoment(expression, context) },
    values,
  )
  const { rows } = await database.client.query({ text, values: bound, rowMode: 'array' })
  return rows as unknown[][]
}
