import {
  boolean,
  can,
  date,
  decimal,
  defineResource,
  email,
  enumeration,
  type Fields,
  integer,
  money,
  type ResourceOptions,
  ref,
  refs,
  state,
  text,
} from '@guildhall/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  compareMigrations,
  describeDifference,
  newMigration,
  runMigrations,
} from '../../src/database/migrations/index.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { ask, core, freshDatabase, gardener, pluginWorkshop, type Workshop } from './workshop.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

describe('the first migration', () => {
  test('makes the tables that the definitions want, and a second call finds nothing to do', async () => {
    const garden = pluginWorkshop()
    const source = garden.declaring(everything, gardener)
    const { file, sql, withheld } = await write(source)
    expect(file?.pathname).toMatch(/0001_everything_and_others\.sql$/)
    expect(withheld).toEqual([])
    expect(garden.read(garden.files()[0] ?? '')).toBe(sql)
    expect(sql.lastIndexOf('CREATE TABLE')).toBeLessThan(sql.indexOf('FOREIGN KEY'))

    expect(await write(source)).toMatchObject({ file: null, changes: [] })
    expect(garden.files()).toHaveLength(1)
    expect(await compareMigrations({ ownerUrl: database.ownerUrl, sources: [core, source] })).toEqual([])
  })

  test('gives the application tables it can use for its own tenant only', async () => {
    const { ownerUrl, appUrl } = await freshDatabase()
    const garden = pluginWorkshop()
    const source = garden.declaring(gardener)
    await write(source, { name: 'Gardeners, at last!' })
    expect(garden.files()).toEqual(['0001_gardeners_at_last.sql'])
    await runMigrations({ ownerUrl, sources: [core, source] })
    await insert(ownerUrl, 'gardeners', { name: 'Ana' })
    expect(await ask(appUrl, 'SELECT name FROM gardeners')).toEqual([])
    expect(await ask(appUrl, `SET app.tenant = '${tenant}'; SELECT 1`).then(() => [])).toEqual([])
    await expect(ask(appUrl, 'DROP TABLE gardeners')).rejects.toThrow(/must be owner/)
  })

  test('leaves no scratch database behind, not even when a definition is wrong', async () => {
    const source = pluginWorkshop().declaring(gardener)
    const wrong = {
      ...source,
      tables: source.tables.map((table) => ({ ...table, columns: [{ name: 'a', type: 'nonsense', nullable: true }] })),
    }
    await expect(write(wrong)).rejects.toThrow(/"nonsense" does not exist, in: CREATE TABLE/)
    await write(source)
    expect(await ask(database.superUrl, "SELECT 1 FROM pg_database WHERE datname LIKE 'guildhall\\_scratch%'")).toEqual(
      [],
    )
  })

  test('of a plugin that is not there names those that are', async () => {
    const refused = newMigration({
      ownerUrl: database.ownerUrl,
      plugin: 'gardn',
      sources: [core, pluginWorkshop().source],
    })
    await expect(refused).rejects.toMatchObject({
      code: 'boot.migration_plugin',
      line: /installed ones are core, garden\./,
    })
  })
})

describe('a change', () => {
  const before = { name: text(), width: integer({ optional: true }), sort: enumeration(['rose', 'oak']) }
  type Case = [
    what: string,
    from: Fields,
    to: Fields,
    expected: RegExp[],
    options?: Omit<ResourceOptions<Fields, unknown>, 'fields'>,
  ]

  const cases: Case[] = [
    [
      'a new field',
      before,
      { ...before, colour: text({ optional: true }) },
      [/^ALTER TABLE public\.plants ADD COLUMN colour text$/m],
    ],
    [
      'a new boolean',
      before,
      { ...before, wild: boolean({ default: true }) },
      [/ADD COLUMN wild boolean DEFAULT true NOT NULL/],
    ],
    [
      'a new state',
      before,
      { ...before, stage: state(['sown', 'grown']) },
      [/stage text DEFAULT 'sown' NOT NULL/, /stage DROP DEFAULT/, /ADD CONSTRAINT plants_stage_check/],
    ],
    [
      'a new default',
      before,
      { ...before, colour: text({ default: "gard'ner" }) },
      [/ADD COLUMN colour text DEFAULT 'gard''ner' NOT NULL/],
    ],
    [
      'a field that may not be empty',
      before,
      { ...before, sownOn: date() },
      [/ADD COLUMN sown_on date$/m, /UPDATE public\.plants SET sown_on = …/, /SET NOT NULL/],
    ],
    [
      'a reference',
      before,
      { ...before, keeper: ref(gardener, { optional: true }) },
      [/keeper_id uuid$/m, /CREATE INDEX plants_keeper_id_idx/, /FOREIGN KEY \(tenant_id, keeper_id\)/],
    ],
    [
      'references',
      before,
      { ...before, keepers: refs(gardener) },
      [/CREATE TABLE public\.plants__keepers/, /plants__keepers_target_fkey/],
    ],
    ['money', before, { ...before, price: money({ optional: true }) }, [/price_amount bigint/, /price_whole_check/]],
    [
      'a wider type',
      before,
      { ...before, width: text({ optional: true }) },
      [/^ALTER.* ALTER COLUMN width TYPE text USING width::text$/m],
    ],
    [
      'another type',
      before,
      { ...before, width: decimal({ optional: true, scale: 3 }) },
      [/^-- Fails if any value of type bigint cannot become/m, /TYPE numeric\(15,3\)/],
    ],
    [
      'more values',
      before,
      { ...before, sort: enumeration(['rose', 'elm']) },
      [/DROP CONSTRAINT plants_sort_check/, /plants_sort_check CHECK \(sort IN \('rose', 'elm'\)\)/],
    ],
    [
      'an optional field',
      before,
      { ...before, name: text({ optional: true }) },
      [/^ALTER TABLE public\.plants ALTER COLUMN name DROP NOT NULL$/],
    ],
    [
      'a field no longer optional',
      before,
      { ...before, width: integer({ default: 7 }) },
      [/^UPDATE public\.plants SET width = 7 WHERE width IS NULL$/m, /width SET NOT NULL/],
    ],
    [
      'a unique field',
      before,
      { ...before, name: text({ unique: true }) },
      [/plants_name_key UNIQUE \(tenant_id, name\)/],
    ],
    [
      'unique without regard to case',
      before,
      { ...before, name: text({ unique: true, caseInsensitive: true }) },
      [/CREATE UNIQUE INDEX plants_name_key/],
    ],
    [
      'unique together',
      before,
      before,
      [/plants_name_sort_key UNIQUE \(tenant_id, name, sort\)/],
      { unique: [['name', 'sort']] },
    ],
    ['an index', before, before, [/CREATE INDEX plants_sort_width_idx/], { indexes: [['sort', 'width']] }],
    [
      'search',
      before,
      { ...before, name: text({ searchable: true }) },
      [/search_text text GENERATED/, /FUNCTION public\.search_plants/, /CREATE INDEX plants_search_idx/],
    ],
    [
      'no overlap',
      before,
      { ...before, startsOn: date({ optional: true }), endsOn: date({ optional: true }) },
      [/EXCLUDE USING gist/],
      { exclude: [{ equal: ['name'], range: ['startsOn', 'endsOn'] }] },
    ],
    [
      'names that SQL reserves',
      before,
      {
        ...before,
        order: text({ optional: true, searchable: true, indexed: true, unique: true }),
        check: enumeration(['a'], { optional: true }),
      },
      [/ADD COLUMN "order" text$/m],
    ],
    [
      'an index less',
      { ...before, width: integer({ optional: true, indexed: true }) },
      before,
      [/^DROP INDEX public\.plants_width_idx$/],
    ],
    [
      'uniqueness less',
      { ...before, name: text({ unique: true }) },
      before,
      [/^ALTER TABLE public\.plants DROP CONSTRAINT plants_name_key$/],
    ],
    [
      'uniqueness that begins to ignore case',
      { ...before, name: text({ unique: true }) },
      { ...before, name: text({ unique: true, caseInsensitive: true }) },
      [/DROP CONSTRAINT plants_name_key[\s\S]*CREATE UNIQUE INDEX plants_name_key/],
    ],
    [
      'search less',
      { ...before, name: text({ searchable: true }) },
      before,
      [/DROP FUNCTION public\.search_plants/, /DROP COLUMN search_text/],
    ],
    [
      'search of one more field',
      { ...before, name: text({ searchable: true }) },
      { ...before, name: text({ searchable: true }), nick: text({ optional: true, searchable: true }) },
      [/ADD COLUMN nick text[\s\S]*SET EXPRESSION AS \(guildhall\.fold/],
    ],
    [
      'another default',
      { ...before, wild: boolean({ default: true }) },
      { ...before, wild: boolean() },
      [/DROP DEFAULT[\s\S]*SET DEFAULT false/],
    ],
    [
      'a reference that clears',
      { ...before, keeper: ref(gardener, { optional: true }) },
      { ...before, keeper: ref(gardener, { optional: true, onDelete: 'clear' }) },
      [/DROP CONSTRAINT plants_keeper_id_fkey[\s\S]*ON DELETE SET NULL \(keeper_id\)/],
    ],
  ]

  const table = (index: number) => `bed${String(index).padStart(3, '0')}s`
  let written = ''

  // All at once, each in a table of its own: the written migration is proven as a whole.
  beforeAll(async () => {
    let leave = () => {}
    const garden = pluginWorkshop('garden', { cleanUp: (work) => (leave = work) })
    start(
      garden,
      garden.declaring(...cases.map(([, fields], index) => defineResource(table(index), { fields })), gardener),
    )
    const { sql } = await write(
      garden.declaring(
        ...cases.map(([, , fields, , options], index) => defineResource(table(index), { ...options, fields })),
        gardener,
      ),
    )
    written = sql
    return leave
  })

  test.each(cases.map(([what, , , expected], index) => [what, index, expected] as const))(
    '%s',
    (_, index, expected) => {
      const own = written.split(';\n').filter((statement) => statement.includes(table(index)))
      const sql = own.map((statement) => statement.trim().replaceAll(table(index), 'plants')).join('\n')
      for (const pattern of expected) expect(sql).toMatch(pattern)
      expect(sql).not.toContain('DATA')
    },
  )

  test('a field that must not be empty needs a value for the rows that are there', async () => {
    const { ownerUrl } = await freshDatabase()
    const { garden, sql, source } = await change(
      { fields: before },
      { fields: { ...before, sownOn: date() } },
      async (old) => {
        await runMigrations({ ownerUrl, sources: [core, old] })
        await insert(ownerUrl, 'plants', { name: 'Rosa', sort: 'rose' })
      },
    )
    await expect(runMigrations({ ownerUrl, sources: [core, source] })).rejects.toMatchObject({
      code: 'boot.migration_failed',
    })

    const file = garden.files()[1] ?? ''
    garden.write(file, sql.replace(/^-- Give them one: (UPDATE .*)…(.*)$/m, "$1'2026-05-01'$2"))
    await runMigrations({ ownerUrl, sources: [core, source] })
    expect(await ask(ownerUrl, 'SELECT sown_on::text FROM plants')).toEqual([{ sown_on: '2026-05-01' }])
  })

  test('a default or the first state fills the rows that are there', async () => {
    const { ownerUrl } = await freshDatabase()
    const added = { ...before, width: integer({ default: 3 }), stage: state(['sown', 'grown']) }
    const { source } = await change({ fields: before }, { fields: added }, async (old) => {
      await runMigrations({ ownerUrl, sources: [core, old] })
      await insert(ownerUrl, 'plants', { name: 'Rosa', sort: 'rose' })
    })
    await runMigrations({ ownerUrl, sources: [core, source] })
    expect(await ask(ownerUrl, 'SELECT width::int, stage FROM plants')).toEqual([{ width: 3, stage: 'sown' }])
  })
})

test('what cannot be written safely is refused, and no file is left', async () => {
  const garden = pluginWorkshop()
  const source = garden.declaring(gardener)
  start(garden, source)
  const [table] = source.tables
  const columns = table?.columns.map((column) => (column.name === 'name' ? { ...column, generated: "'x'" } : column))
  const derived = { ...source, tables: [{ ...table, columns }] } as typeof source
  await expect(write(derived)).rejects.toMatchObject({
    code: 'boot.migration_unresolved',
    line: expect.stringMatching(/~ column public\.gardeners\.name: text NOT NULL → text GENERATED.* by hand/),
  })
  expect(garden.files()).toEqual(['0001_start.sql'])
})

describe('a rename', () => {
  const before = {
    name: text({ searchable: true, unique: true }),
    keeper: ref(gardener, { optional: true }),
    keepers: refs(gardener),
    sort: enumeration(['name', 'oak'], { optional: true }),
    mail: email({ unique: true, optional: true }),
    price: money({ optional: true }),
  }
  const after = {
    title: text({ searchable: true, unique: true, renamedFrom: 'name' }),
    owner: ref(gardener, { optional: true, renamedFrom: 'keeper' }),
    owners: refs(gardener, { renamedFrom: 'keepers' }),
    kind: enumeration(['name', 'oak'], { optional: true, renamedFrom: 'sort' }),
    address: email({ unique: true, optional: true, renamedFrom: 'mail' }),
    cost: money({ optional: true, renamedFrom: 'price' }),
  }

  test('that the definition tells keeps data, keys and indexes', async () => {
    const { ownerUrl } = await freshDatabase()
    const { sql, source } = await change({ fields: before }, { fields: after }, async (old) => {
      await runMigrations({ ownerUrl, sources: [core, old] })
      await insert(ownerUrl, 'plants', { name: 'Rosa', price_amount: '250', price_currency: 'RON' })
    })
    expect(sql).toMatch(/RENAME COLUMN name TO title;/)
    expect(sql).toMatch(/ALTER TABLE public\.plants__keepers RENAME TO plants__owners;/)
    expect(sql).not.toMatch(/DROP|ADD COLUMN|CREATE/)
    await runMigrations({ ownerUrl, sources: [core, source] })
    expect(await ask(ownerUrl, 'SELECT title, cost_amount::int, search_text FROM plants')).toEqual([
      { title: 'Rosa', cost_amount: 250, search_text: 'rosa' },
    ])
  })

  test('is never guessed: what goes is only written as a comment, and kept', async () => {
    const { ownerUrl } = await freshDatabase()
    const { garden, sql, source, withheld } = await change(
      { fields: { colour: text(), keeper: ref(gardener) } },
      { fields: { color: text({ optional: true }) } },
      async (old) => {
        await runMigrations({ ownerUrl, sources: [core, old] })
        const [keeper] = await insert(ownerUrl, 'gardeners', { name: 'Ana' })
        await insert(ownerUrl, 'plants', { colour: 'red', keeper_id: keeper })
      },
    )
    expect(withheld).toEqual([
      'ALTER TABLE public.plants DROP COLUMN colour',
      'ALTER TABLE public.plants DROP COLUMN keeper_id',
    ])
    expect(sql).toMatch(
      /^-- !!! THIS WOULD DROP DATA .*\n-- !!! .*--allow-drop\n-- ALTER TABLE public\.plants DROP COLUMN colour;$/m,
    )
    expect(sql).not.toMatch(/^ALTER.*DROP COLUMN/m)
    await runMigrations({ ownerUrl, sources: [core, source] })
    expect(await ask(ownerUrl, 'SELECT colour FROM plants')).toEqual([{ colour: 'red' }])
    // Who creates one from now on does not know the old columns.
    await insert(ownerUrl, 'plants', { color: 'blue' })

    expect(await write(source)).toMatchObject({ file: null, withheld })
    const dropped = await write(source, { allowDrop: true, name: 'drop' })
    expect(dropped.sql).toMatch(/^-- !!! THIS DROPS DATA.*\nALTER TABLE public\.plants DROP COLUMN colour;$/m)
    expect(garden.files()).toEqual(['0001_start.sql', '0002_plants.sql', '0003_drop.sql'])
    await runMigrations({ ownerUrl, sources: [core, source] })
    await expect(ask(ownerUrl, 'SELECT colour FROM plants')).rejects.toThrow(/does not exist/)
    expect(await compareMigrations({ ownerUrl, sources: [core, source] })).toEqual([])
  })
})

describe('tables', () => {
  test('that nobody declares any more go only with leave', async () => {
    const garden = pluginWorkshop()
    start(garden, garden.declaring(plants({ keepers: refs(gardener), name: text({ searchable: true }) }), gardener))
    const less = garden.declaring(gardener)
    const { file, withheld } = await write(less)
    expect(file).toBeNull()
    expect(withheld).toEqual([
      'DROP TABLE public.plants, public.plants__keepers',
      'DROP FUNCTION public.search_plants(first text, second text, third text, rest text[])',
    ])
    await write(less, { allowDrop: true })
    expect(await compareMigrations({ ownerUrl: database.ownerUrl, sources: [core, less] })).toEqual([])
  })

  test('of another plugin are its own affair', async () => {
    const [garden, shop] = [pluginWorkshop('garden'), pluginWorkshop('shop', { requires: [gardener] })]
    const sources = [core, garden.declaring(gardener), shop.declaring(plants({ keeper: ref(gardener), name: text() }))]
    await newMigration({ ownerUrl: database.ownerUrl, plugin: 'garden', sources })
    const { sql } = await newMigration({ ownerUrl: database.ownerUrl, plugin: 'shop', sources })
    expect(garden.files()).toEqual(['0001_gardeners.sql'])
    expect(shop.files()).toEqual(['0001_plants.sql'])
    expect(sql).toContain('REFERENCES "public"."gardeners"')
    expect(sql).not.toContain('CREATE TABLE public.gardeners')
    expect(await compareMigrations({ ownerUrl: database.ownerUrl, sources })).toEqual([])
  })

  test('may have more than definitions can say, if the migration says that it is by hand', async () => {
    const garden = pluginWorkshop()
    const source = garden.declaring(gardener)
    start(garden, source)
    garden.write(
      '0002_by_hand.sql',
      `
      ALTER TABLE gardeners ADD CONSTRAINT gardeners_name_filled CHECK (name <> '');
      CREATE INDEX gardeners_name_length_idx ON gardeners (tenant_id, length(name));
      CREATE TABLE tools (id int);
      CREATE FUNCTION sharpen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER sharpen BEFORE UPDATE ON gardeners FOR EACH ROW EXECUTE FUNCTION sharpen()`,
    )
    const differences = await compareMigrations({ ownerUrl: database.ownerUrl, sources: [core, source] })
    expect(differences.map(describeDifference)).toEqual([
      "- constraint public.gardeners.gardeners_name_filled: CHECK ((name <> ''::text))",
      '- index public.gardeners.gardeners_name_length_idx: USING btree (tenant_id, length(name))',
      '- table public.tools',
    ])
    garden.write(
      '0003_said.sql',
      `
      COMMENT ON CONSTRAINT gardeners_name_filled ON gardeners IS 'by hand: no gardener without a name';
      COMMENT ON INDEX gardeners_name_length_idx IS 'by hand: for the label printer';
      COMMENT ON TABLE tools IS 'by hand: no resource'`,
    )
    expect(await compareMigrations({ ownerUrl: database.ownerUrl, sources: [core, source] })).toEqual([])
    expect(await write(source)).toMatchObject({ file: null, changes: [] })
  })
})

test('whatever a hand did is seen and mended', async () => {
  const hands: [sql: string, seen: string | RegExp][] = [
    [
      'ALTER TABLE plants DISABLE ROW LEVEL SECURITY',
      '~ protection public.plants.row level security: DISABLE, FORCE → ENABLE, FORCE',
    ],
    ['DROP POLICY tenant ON plants', /^\+ policy public\.plants\.tenant: FOR ALL TO guildhall_app USING/],
    [
      'CREATE POLICY open ON plants TO PUBLIC USING (true)',
      '- policy public.plants.open: FOR ALL TO PUBLIC USING (true)',
    ],
    [
      'REVOKE UPDATE ON plants FROM guildhall_app',
      /^~ grant public\.plants\.guildhall_app: DELETE, INSERT, SELECT → DELETE, INSERT, SELECT, UPDATE/,
    ],
    ['GRANT SELECT ON plants TO PUBLIC', '- grant public.plants.PUBLIC: SELECT'],
    [
      'ALTER TABLE plants ALTER COLUMN version SET DEFAULT 2',
      '~ column public.plants.version: integer DEFAULT 2 NOT NULL → integer DEFAULT 1 NOT NULL',
    ],
    [
      'ALTER TABLE plants ALTER COLUMN archived_at TYPE timestamp',
      /^~ column public\.plants\.archived_at: timestamp without time zone/,
    ],
    ['DROP INDEX plants_created_at_idx', /^\+ index public\.plants\.plants_created_at_idx: USING btree/],
  ]
  const table = (index: number) => `bed${index}s`
  const garden = pluginWorkshop()
  const source = garden.declaring(
    ...hands.map((_, index) => defineResource(table(index), { fields: { name: text() } })),
  )
  start(garden, source)
  garden.write('0002_hand.sql', hands.map(([sql], index) => sql.replaceAll('plants', table(index))).join(';\n'))

  const seen = (await compareMigrations({ ownerUrl: database.ownerUrl, sources: [core, source] })).map(
    describeDifference,
  )
  hands.forEach(([, expected], index) => {
    const own = seen
      .filter((line) => line.includes(table(index)))
      .map((line) => line.replaceAll(table(index), 'plants'))
    expect(own).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)])
  })
  await write(source)
  expect(await compareMigrations({ ownerUrl: database.ownerUrl, sources: [core, source] })).toEqual([])
})

const tenant = '018f0000-0000-7000-8000-000000000001'

const everything = defineResource('everything', {
  fields: {
    name: text({ searchable: true, unique: true }),
    mail: email({ unique: true, optional: true }),
    price: money(),
    keeper: ref(gardener, { optional: true, onDelete: 'clear' }),
    keepers: refs(gardener),
    stage: state(['sown', 'grown']),
    startsOn: date({ indexed: true }),
    endsOn: date({ optional: true }),
    aVeryLongNameOfAFieldThatNobodyWouldEverChoose: text({ unique: true, caseInsensitive: true, optional: true }),
  },
  unique: [['keeper', 'startsOn']],
  exclude: [{ equal: ['keeper'], range: ['startsOn', 'endsOn'], where: { stage: 'grown' } }],
  rules: { admin: [can('manage')] },
})

function plants(fields: Fields, options: Omit<ResourceOptions<Fields, unknown>, 'fields'> = {}) {
  return defineResource('plants', { ...options, fields })
}

/** Writes the migration that leads from the first state to the second; it is proven there before it is written. */
async function change(
  from: ResourceOptions<Fields, unknown>,
  to: ResourceOptions<Fields, unknown>,
  between: (source: ReturnType<Workshop['declaring']>) => Promise<void> = async () => {},
) {
  const garden = pluginWorkshop()
  const old = garden.declaring(plants(from.fields, from), gardener)
  start(garden, old)
  await between(old)
  const source = garden.declaring(plants(to.fields, to), gardener)
  const made = await write(source)
  return { garden, source, ...made }
}

/** The tables as the definitions want them, as a migration that an earlier release had. */
function start(garden: Workshop, { tables }: ReturnType<Workshop['declaring']>): void {
  garden.write('0001_start.sql', [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)].join(';\n'))
}

function write(source: ReturnType<Workshop['declaring']>, options: { name?: string; allowDrop?: boolean } = {}) {
  return newMigration({ ownerUrl: database.ownerUrl, plugin: source.plugin, sources: [core, source], ...options })
}

async function insert(url: string, table: string, values: Record<string, string | undefined>): Promise<string[]> {
  const row = { tenant_id: tenant, id: undefined, created_at: 'now', updated_at: 'now', ...values }
  const cells = Object.entries(row).map(([name, value]) => (name === 'id' ? 'uuidv7()' : `'${value}'`))
  const rows = await ask<{ id: string }>(
    url,
    `INSERT INTO ${table} (${Object.keys(row)}) VALUES (${cells}) RETURNING id`,
  )
  return rows.map(({ id }) => id)
}
