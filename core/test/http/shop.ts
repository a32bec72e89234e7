import {
  boolean,
  can,
  cannot,
  date,
  decimal,
  defineError,
  definePlugin,
  defineResource,
  duration,
  email,
  enumeration,
  instant,
  integer,
  json,
  me,
  money,
  type Plugin,
  ref,
  refs,
  state,
  Type,
  text,
} from '@guildhall/sdk'
import { withClient } from '../../src/database/provision.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import {
  addMember,
  type Caller,
  createTestPlatform,
  type TestPlatform,
  type TestPlatformOptions,
} from '../../testing/index.ts'

/** Here are none: the tables are made from the definitions. */
const migrations = new URL('./', import.meta.url)

export const shelves = defineResource('shelves', {
  fields: { name: text({ searchable: true, unique: true }) },
  rules: { admin: [can('manage')], worker: [can('read')] },
})

export const goods = defineResource('goods', {
  fields: {
    name: text({ searchable: true, indexed: true }),
    price: money({ optional: true }),
    count: integer({ default: 0, minimum: 0 }),
    weight: decimal({ optional: true, scale: 3 }),
    fragile: boolean(),
    arrivedOn: date({ optional: true }),
    checkedAt: instant({ optional: true }),
    handling: duration({ optional: true }),
    colour: enumeration(['red', 'blue'], { optional: true }),
    contact: email({ optional: true }),
    status: state(['draft', 'offered', 'sold']),
    shelf: ref(shelves, { optional: true }),
    others: refs(shelves),
    keeper: ref('people', { optional: true }),
    /** Only administrators know. */
    cost: money({ optional: true }),
    extra: json(Type.Object({ depth: Type.Optional(Type.Integer()) }, { additionalProperties: false }), {
      optional: true,
    }),
  },
  actions: {
    offer: { from: 'draft', to: 'offered', input: { reason: text({ optional: true, maxLength: 100 }) } },
    sell: { from: 'offered', to: 'sold', destructive: true },
  },
  views: { list: ['name', 'price', 'cost'], board: 'status', icon: 'inventory' },
  sort: ['name', 'ASC'],
  rules: {
    admin: [can('manage')],
    manager: [can('read', ['name', 'price', 'status', 'updatedAt']), can('update', ['price'])],
    worker: [
      can('read', { keeper: me }),
      cannot('read', ['cost']),
      can('update', { keeper: me }, ['count']),
      can('offer', { keeper: me }),
    ],
  },
})

export const shop = definePlugin({
  name: 'shop',
  version: '1.2.3',
  migrations,
  settings: {
    greeting: text({ default: 'hello' }),
    days: integer({ default: 3, minimum: 1 }),
    key: text({ optional: true, secret: true }),
  },
  resources: [shelves, goods],
  widgets: [
    { name: 'drafts', count: goods, where: { status: 'draft', arrivedOn_lte: '$today+30d' } },
    { name: 'mine', list: goods, where: { keeper: me }, sort: ['name', 'ASC'], limit: 2 },
    { name: 'forAdmins', count: goods, for: ['admin'] },
  ],
  firstSteps: [
    { name: 'shelf', done: { resource: shelves }, to: '/shelves/create' },
    { name: 'offers', done: { resource: goods, where: { status: 'offered' }, least: 2 }, to: '/goods' },
  ],
  routes: [
    {
      method: 'GET',
      path: '/greeting',
      access: 'signedIn',
      response: Type.Object({ greeting: Type.String() }),
      run: async ({ scope }) => ({ greeting: scope.setting('shop', 'greeting') }),
    },
  ],
})

export const labels = defineResource('labels', {
  fields: { text: text({ unique: true }) },
  rules: { admin: [can('manage')], worker: [can('read')] },
})

const notHere = defineError('labelling.not_here', 409)

/** Counts how often each step ran, for tests that switch. */
export const steps: string[] = []
export const labelling = definePlugin({
  name: 'labelling',
  requires: ['shop'],
  migrations,
  resources: [labels],
  async onEnable(scope) {
    if (scope.tenant.slug === 'refused') throw notHere()
    steps.push(`on in ${scope.tenant.slug}`)
    const found = await scope.records(labels).count({ where: { text: 'first' } })
    if (found === 0) await scope.records(labels).create({ text: 'first' })
  },
  async onDisable(scope) {
    steps.push(`off in ${scope.tenant.slug}`)
  },
})

const plugins = [shop, labelling]

/** A platform whose shop has its tables, one tenant, and people to ask as. */
export async function openShop(
  more: readonly Plugin[] = [],
  { zone = 'UTC', ...options }: { zone?: string } & TestPlatformOptions = {},
): Promise<Shop> {
  const platform = await createTestPlatform({
    ...options,
    plugins: [...plugins, ...more],
    prepare: { name: 'shop tables', run: ({ ownerUrl }) => makeTables(ownerUrl) },
  })
  const tenant = await platform.tenancy.tenants.create({
    slug: 'shop',
    name: 'Shop',
    zone,
    plugins: ['shop', 'labelling', ...more.map(({ name }) => name)],
  })
  const people: Record<string, string> = {}
  const callers: Record<string, Caller> = {}
  for (const archetype of ['admin', 'manager', 'worker', 'observer'] as const) {
    people[archetype] = await addMember(platform, tenant.id, {
      email: `${archetype}@shop.example`,
      name: `The ${archetype}`,
      archetype,
    })
    callers[archetype] = await platform.signIn(`${archetype}@shop.example`)
  }
  return {
    platform,
    tenantId: tenant.id,
    people,
    ...(callers as { admin: Caller; manager: Caller; worker: Caller; observer: Caller }),
  }
}

export interface Shop {
  readonly platform: TestPlatform
  readonly tenantId: string
  readonly people: Readonly<Record<string, string>>
  readonly admin: Caller
  readonly manager: Caller
  readonly worker: Caller
  /** Has no right in the shop at all. */
  readonly observer: Caller
}

async function makeTables(ownerUrl: string): Promise<void> {
  const { registry } = installPlugins(corePlugin({} as never), plugins)
  const models = [...registry.models.values()].filter(({ plugin }) => plugin !== 'core')
  const tables = models.flatMap((model) => tablesOf(model, registry))
  await withClient(ownerUrl, async (client) => {
    for (const statement of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)])
      await client.query(statement)
  })
}

export const uri = (value: unknown) => encodeURIComponent(JSON.stringify(value))
