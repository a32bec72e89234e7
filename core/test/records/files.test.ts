import { can, definePlugin, defineResource, files, text } from '@guildhall/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { peopleResource, rolesResource } from '../../src/people/resources.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { refusalOf } from '../../src/records/refusals.ts'
import { openScope } from '../../src/records/scope.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { isStillUsed } from '../../src/records/write/remove.ts'
import { openWorkshop } from './workshop.ts'

const scans = defineResource('scans', { fields: { name: text() }, rules: { admin: [can('manage')] } })
const letters = defineResource('letters', {
  fields: { about: text(), pages: files({ optional: true }) },
  rules: { admin: [can('manage')] },
})

let shop: Awaited<ReturnType<typeof openWorkshop>>
let one: Awaited<ReturnType<typeof shop.tenant>>
beforeAll(async () => {
  shop = await openWorkshop([scans, letters], { storesFiles: scans })
  one = await shop.tenant('one')
})
afterAll(() => shop?.close())

const inScope = <T>(work: (scope: ReturnType<typeof openScope>) => Promise<T>, of = one) =>
  shop.within(of.system, (operation) => work(openScope(operation)))
const scan = (of = one) => inScope((scope) => scope.records(scans).create({ name: 'scan' }), of)

it('the tables of a resource with files are the same whoever stores files, and if nobody does', () => {
  const core = definePlugin({ name: 'core', resources: [rolesResource, peopleResource] })
  const post = definePlugin({ name: 'post', resources: [letters] })
  const archive = definePlugin({ name: 'archive', resources: [scans], storesFiles: scans })
  const of = (plugins: Parameters<typeof installPlugins>[1]) => {
    const { registry } = installPlugins(core, plugins)
    const model = registry.model('letters')
    return { tables: tablesOf(model, registry), has: model.fields.has('pages') }
  }
  const [alone, beside] = [of([post]), of([post, archive])]
  expect(alone.tables).toEqual(beside.tables)
  expect(alone.tables.map(({ name }) => name)).toEqual(['letters', 'letters__pages'])
  expect([alone.has, beside.has]).toEqual([false, true])
})

it('a record names files that exist in its tenant, and no others', async () => {
  const [first, second] = [await scan(), await scan()]
  const letter = await inScope((scope) =>
    scope.records(letters).create({ about: 'rent', pages: [second.id, first.id] }),
  )
  expect(letter.pages).toEqual([second.id, first.id])
  const elsewhere = await scan(await shop.tenant('two'))
  for (const stranger of [elsewhere.id, '0198c0de-0000-7000-8000-000000000000']) {
    const create = inScope((scope) => scope.records(letters).create({ about: 'x', pages: [stranger] }))
    expect(await refusalFor(create)).toMatchObject({ fields: [{ path: 'pages', code: 'records.reference_missing' }] })
    const update = inScope((scope) => scope.records(letters).update(letter.id, { pages: [first.id, stranger] }))
    expect(await refusalFor(update)).toMatchObject({ status: 422 })
  }
  expect((await inScope((scope) => scope.records(letters).get(letter.id))).pages).toEqual([second.id, first.id])
})

it('a file that a record names stays, until the record names it no more', async () => {
  const page = await scan()
  const letter = await inScope((scope) => scope.records(letters).create({ about: 'kept', pages: [page.id] }))
  const remove = () => inScope((scope) => scope.records(scans).remove(page.id))
  const error = await remove().catch((refused: unknown) => refused)
  expect(isStillUsed(error)).toBe(true)
  expect(refusalOf(error, shop.installed.registry, shop.installed.registry.model('scans'))).toMatchObject({
    code: 'records.in_use',
    status: 409,
  })
  await inScope((scope) => scope.records(letters).update(letter.id, { pages: [] }))
  await remove()
  expect(await inScope((scope) => scope.records(scans).find(page.id))).toBeNull()
})

it('of one who names a file and one who deletes it at once, one comes second and is refused', async () => {
  for (let round = 0; round < 10; round++) {
    const page = await scan()
    const outcomes = await Promise.allSettled([
      inScope((scope) => scope.records(letters).create({ about: 'race', pages: [page.id] })),
      inScope((scope) => scope.records(scans).remove(page.id)),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
  const dangling = await inScope(async (scope) => {
    const all = await scope.records(letters).list()
    const known = new Set((await scope.records(scans).list()).map(({ id }) => id))
    return all.filter(({ pages }) => pages.some((id) => !known.has(id)))
  })
  expect(dangling).toEqual([])
})

async function refusalFor(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (refused: unknown) => refused,
  )
  return refusalOf(error, shop.installed.registry, shop.installed.registry.model('letters'))
}
