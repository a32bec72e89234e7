import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { corePlugin } from '../../core/src/platform.ts'
import { installPlugins } from '../../core/src/plugins/host.ts'
import { createTable, foreignKeys } from '../../core/src/records/tables/ddl.ts'
import { tablesOf } from '../../core/src/records/tables/tables.ts'
import {
  boolean,
  can,
  date,
  definePlugin,
  defineResource,
  duration,
  enumeration,
  instant,
  integer,
  money,
  type Plugin,
  ref,
  refs,
  slot,
  state,
  text,
} from '../../sdk/src/index.ts'

const fields = {
  title: text({ indexed: true }),
  status: state(['open', 'busy', 'done']),
  sender: ref('people'),
  courier: ref('people'),
  helpers: refs('people'),
  priority: enumeration(['low', 'normal', 'high']),
  size: enumeration(['small', 'large']),
  isFragile: boolean(),
  isInsured: boolean(),
  effort: duration(),
  street: text(),
  town: text(),
  county: text(),
  country: text(),
  note: text(),
  orderedOn: date(),
  packedOn: date(),
  sentOn: date(),
  dueOn: date(),
  weighedAt: instant(),
  loadedAt: instant(),
  seenAt: instant(),
  price: money(),
  postage: money(),
  duty: money(),
  value: money(),
  weight: integer(),
  width: integer(),
  height: integer(),
  depth: integer(),
}

export const columns = Object.keys(fields) as (keyof typeof fields)[]

const parcels = defineResource('parcels', {
  fields,
  rules: { admin: [can('manage')] },
  views: { list: columns },
})

/** A parcel with something in each of its fields. */
export function parcel(nth: number, people: readonly string[]): Record<string, unknown> {
  const person = (more: number) => people[(nth + more) % people.length]
  const some = (name: keyof typeof fields) => {
    const { kind } = fields[name]
    if (kind === 'date') return '2026-03-10'
    if (kind === 'instant') return '2026-03-10T08:30:00.000Z'
    if (kind === 'money') return { amount: 100 * nth, currency: 'EUR' }
    if (kind === 'integer' || kind === 'duration') return 60 * nth
    if (kind === 'boolean') return nth % 2 === 0
    return `${name} ${nth}`
  }
  return {
    ...Object.fromEntries(columns.map((name) => [name, some(name)])),
    title: `Parcel ${String(nth).padStart(3, '0')}`,
    status: 'open',
    sender: person(0),
    courier: person(1),
    helpers: [person(2), person(3)],
    priority: 'normal',
    size: 'small',
  }
}

/** Draws the notes of parcels, and notes whose it draws. */
const module = `
  import { useRecordContext } from 'react-admin'
  globalThis.drawn = []
  const Cell = ({ source }) => {
    const record = useRecordContext()
    globalThis.drawn.push(record.title)
    return record[source]
  }
  export default { slots: { counted: { Cell } } }
`

/** A plugin with a resource of thirty fields, whose rows can be counted as they are drawn. */
export function parcelsPlugin(): { readonly plugin: Plugin; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-wide-'))
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const plugin = definePlugin({
    name: 'acme-parcels',
    resources: [parcels],
    migrations: pathToFileURL(`${folder}/`),
    admin: { module: file('counted.js', module), slots: [slot.field('counted', parcels, 'note')] },
  })
  const { registry } = installPlugins(corePlugin({} as never), [plugin])
  const models = [...registry.models.values()].filter((model) => model.plugin === plugin.name)
  const tables = models.flatMap((model) => tablesOf(model, registry))
  file('0001_parcels.sql', [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)].join(';\n'))
  return { plugin, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
