import {
  can,
  date,
  definePlugin,
  defineResource,
  email,
  integer,
  json,
  ref,
  refs,
  subject,
  Type,
  text,
} from '@guildhall/sdk'
import type pg from 'pg'
import { withClient } from '../../src/database/provision.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { addMember, createTestPlatform, type TestPlatform } from '../../testing/index.ts'

const rules = { admin: [can('manage')], worker: [can('read'), can('create'), can('update')] } as const

export const guests = defineResource('guests', {
  naturalPerson: true,
  capabilities: ['trackable'],
  fields: {
    name: text({ personal: true, searchable: true }),
    email: email({ personal: true, optional: true }),
    nicknames: json(Type.Array(Type.String()), { default: [], personal: true }),
    passport: text({ personal: true, unique: true }),
    room: integer({ optional: true }),
    person: ref('people', { optional: true, unique: true, onDelete: 'clear' }),
  },
  rules,
})
const remarks = defineResource('remarks', {
  fields: {
    guest: ref('guests', { onDelete: 'cascade' }),
    text: text({ personal: true }),
    mood: text({ optional: true }),
  },
  rules,
})
const bills = defineResource('bills', {
  retention: { from: 'issuedOn', years: { setting: 'billYears' } },
  fields: {
    number: text(),
    guest: ref('guests', { about: true }),
    issuedOn: date({ optional: true }),
    address: text({ personal: true }),
  },
  rules,
})
const parties = defineResource('parties', {
  fields: { name: text(), host: ref('people', { optional: true, onLeave: 'handOver' }), invited: refs('guests') },
  rules,
})
const visits = defineResource('visits', {
  fields: { what: subject('trackable', { about: true }), note: text({ personal: true }), title: text() },
  rules,
})

export const erasures: string[] = []
export const hotel = definePlugin({
  name: 'hotel',
  settings: { billYears: integer({ default: 10, minimum: 0 }) },
  resources: [guests, remarks, bills, parties, visits],
  migrations: new URL('./', import.meta.url),
  setup({ person, before }) {
    person.copying(({ cards }) => [{ name: 'hotel-wishes', rows: [{ wish: `for ${cards.length}` }] }])
    person.erasing(async ({ cards, scope }) => {
      const card = cards.find(({ resource }) => resource === 'guests')
      if (card) erasures.push((await scope.records(guests).get(card.id)).name)
    })
    // What a plugin thinks of a change must not stand in the way of an erasure.
    before.write(remarks, ({ next }) => {
      if (next.text === '[erased]') throw new TypeError('A remark says something')
    })
  },
})

export async function openInn(): Promise<TestPlatform> {
  const { registry } = installPlugins(corePlugin({} as never), [hotel])
  const tables = [...registry.models.values()]
    .filter(({ plugin }) => plugin === 'hotel')
    .flatMap((model) => tablesOf(model, registry))
  return createTestPlatform({
    plugins: [hotel],
    prepare: {
      name: 'hotel of people',
      run: ({ ownerUrl }) =>
        withClient(ownerUrl, async (client) => {
          for (const one of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)]) await client.query(one)
        }),
    },
  })
}

export async function openTenant(platform: TestPlatform, slug: string) {
  const { id } = await platform.tenancy.tenants.create({ slug, name: slug, plugins: ['hotel'] })
  const people = {} as Record<'admin' | 'other' | 'worker', string>
  for (const [name, archetype] of [
    ['admin', 'admin'],
    ['other', 'admin'],
    ['worker', 'worker'],
  ] as const)
    people[name] = await addMember(platform, id, {
      name: `${name} of ${slug}`,
      email: `${name}@${slug}.example`,
      archetype,
    })
  return { id, people }
}

/** Every row of every table, as text, by table. */
export async function dump(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'guildhall', 'pgboss') order by 1`,
  )
  const texts = new Map<string, string>()
  for (const { name } of rows) {
    const { rows: all } = await pool.query<{ t: string }>(`select t::text from ${name} t`)
    texts.set(name, all.map(({ t }) => t).join('\n'))
  }
  return texts
}

/** Tables whose rows still say one of these. */
export async function whereSaid(pool: pg.Pool, ...words: readonly string[]): Promise<string[]> {
  const texts = await dump(pool)
  return [...texts].flatMap(([table, text]) =>
    words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${table}: ${word}`),
  )
}
