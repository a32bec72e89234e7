import { withClient } from '../../database/provision.ts'
import type { BoundStatement } from '../../database/statement.ts'
import type { FieldModel, ResourceModel } from '../../records/model.ts'
import type { Caller, Finding, Law, Subject } from './law.ts'
import { fillTables } from './lists/fill.ts'
import { explain, readCatalogue, weaknessesOf } from './lists/plans.ts'

/** Held last: it fills the tables. */
export const listsHaveIndexes: Law = {
  number: 11,
  says: 'every list is served by an index that begins with the tenant, in its order',
  async check(subject) {
    await fillTables(subject)
    const findings = new Map<string, Finding>()
    await withClient(subject.platform.urls.appUrl, async (client) => {
      const catalogue = await readCatalogue(client)
      for (const [who, caller] of subject.others)
        for (const question of questionsFor(subject)) {
          for (const statement of await statementsOf(subject, caller, question.url))
            for (const plan of await explain(client, subject.tenant.id, statement))
              for (const { node, problem } of weaknessesOf(plan, catalogue, question.isWhole)) {
                const place = `${question.place}, for ${who}`
                findings.set(`${question.place} ${node}`, {
                  plugin: question.plugin,
                  place,
                  problem: `${node}: ${problem}.`,
                  remedy: 'Declare the index: `indexed` on the field, or `indexes` of the resource.',
                })
              }
        }
    })
    return [...findings.values()]
  },
}

interface Question {
  readonly plugin: string
  readonly place: string
  readonly url: string
  /** Nothing but the tenant and the rights narrows it, and its order is one that the resource declares. */
  readonly isWhole: boolean
}

const coreLists = [
  '/api/journal',
  '/api/deliveries',
  '/api/dead-letters',
  '/api/jobs',
  '/api/imports',
  '/api/keys',
  '/api/auth/keys',
  '/api/registrations',
  '/api/privacy/requests',
]

function questionsFor({ platform }: Subject): Question[] {
  const models = [...platform.engine.registry.models.values()]
  const own = coreLists.map((url) => ({ plugin: 'core', place: `list ${url}`, url, isWhole: false }))
  return [...models.flatMap(questionsAbout), ...own, ...platform.installed.plugins.flatMap(widgetsOf)]
}

function widgetsOf({ name: plugin, widgets = [] }: Subject['plugins'][number]): Question[] {
  return widgets.map(({ name }) => ({
    plugin,
    place: `widget ${name}`,
    url: `/api/widgets/${plugin}/${name}`,
    isWhole: false,
  }))
}

/** The list as it opens, in each order it has an index for, and through each filter that is offered first. */
function questionsAbout(model: ResourceModel): Question[] {
  const ask = (what: string, query: Record<string, unknown>, isWhole: boolean): Question => ({
    plugin: model.plugin,
    place: `resource ${model.name}, ${what}`,
    url: `/api/${model.name}?range=[0,24]${Object.entries(query)
      .map(([name, value]) => `&${name}=${encodeURIComponent(JSON.stringify(value))}`)
      .join('')}`,
    isWhole,
  })
  const sorts = new Set([
    (model.definition.sort as readonly string[] | undefined)?.[0] ?? 'createdAt',
    'createdAt',
    ...[...model.fields.values()].filter(({ definition }) => definition.indexed).map(({ name }) => name),
  ])
  const filters = (model.definition.views?.filters ?? []) as readonly string[]
  return [
    ask('as it opens', {}, true),
    ...[...sorts].flatMap((name) =>
      ['ASC', 'DESC'].map((order) => ask(`sorted by ${name} ${order}`, { sort: [name, order] }, true)),
    ),
    ...filters.flatMap((name) => {
      const filter = filterFor(model.fields.get(name), name)
      return filter ? [ask(`filtered by ${name}`, { filter }, false)] : []
    }),
  ]
}

const anId = '01900000-0000-7000-8000-000000000001'

function filterFor(field: FieldModel | undefined, name: string): Record<string, unknown> | null {
  switch (field?.kind) {
    case 'state':
    case 'enumeration':
      return { [name]: field.definition.values?.[0] }
    case 'ref':
    case 'refs':
      return { [name]: anId }
    case 'date':
      return { [`${name}_gte`]: '2026-12-01' }
    case 'instant':
      return { [`${name}_gte`]: '2026-12-01T00:00:00.000Z' }
    case 'text':
      return { [name]: 'Value' }
    case 'boolean':
      return { [name]: true }
    default:
      return null
  }
}

/** What the engine sends to answer, heard at its own door to the database. */
async function statementsOf({ platform }: Subject, caller: Caller, url: string): Promise<BoundStatement<unknown>[]> {
  const database = platform.database as { run: typeof platform.database.run }
  const { run } = database
  const heard: BoundStatement<unknown>[] = []
  database.run = (statements) => {
    heard.push(...statements)
    return run(statements)
  }
  try {
    // Who may not see the list has no plan for it; how that was found out is none of this law's.
    if ((await caller('GET', url)).statusCode !== 200) return []
  } finally {
    database.run = run
  }
  return heard.filter(({ statement }) => !statement.text.includes('set_config'))
}
