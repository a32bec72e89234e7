import type { ReportTools, ResourceToken } from '@guildhall/sdk'
import type { Piece } from './conditions.ts'
import type { Catalogue, ReportField } from './fields.ts'

type Query = ReturnType<ReportTools['also']>

/** Where the columns of a statement are: the records, and whatever their references lead to, joined once each. */
export interface Place {
  /** The records' own name in the statement. */
  readonly base: string
  field(path: string): ReportField
  /** The first column of a field, or the one after it (a currency). */
  column(field: ReportField, index?: number): string
  /** What a reference leads to is called; `null` where the reader may not know. `id` is the column that points there. */
  title(field: ReportField, id: string): string
  /** One line for each of the records a `refs` field points to. Gives the column with whom. */
  spread(field: ReportField): string
  /** Whether a link of a `refs` field (`k`) meets something. */
  hasLink(field: ReportField, condition: Piece): Piece
  /** What all that a `refs` field points to is called, in one text. */
  titles(field: ReportField): Piece
  /** Lays the joins that were asked for under a query. */
  join(query: Query): Query
}

export const token = (name: string): ResourceToken => ({ name, fields: {} })

export function placeIn({ dataset, fields }: Catalogue, tools: ReportTools): Place {
  const base = snake(dataset.resource)
  const joins = new Map<string, (query: Query) => Query>()

  /** A parent stands before its child, because it is asked for first. */
  function aliasOf({ through }: ReportField): string {
    let alias = base
    for (const { field, column, resource } of through) {
      const [from, next] = [alias, `${alias}__${snake(field)}`]
      if (!joins.has(next))
        joins.set(next, (query) =>
          query.leftJoin(tools.also(token(resource)).as(next), `${next}.id`, `${from}.${column}`),
        )
      alias = next
    }
    return alias
  }

  const place: Place = {
    base,
    field(path) {
      const field = fields.get(path)
      if (!field) throw new TypeError(`The plan lets ${path} through, and it is not there`)
      return field
    },
    column: (field, index = 0) => `${quoted(aliasOf(field))}.${quoted(field.columns[index] ?? '')}`,
    title(field, id) {
      const titles = [field.target ?? [], field.others ?? []].flat().flatMap(({ resource, titleColumn }, at) => {
        if (!titleColumn) return []
        const alias = `title__${snake(field.path)}${at || ''}`
        if (!joins.has(alias))
          joins.set(alias, (query) =>
            query.leftJoin(tools.also(token(resource)).as(alias), tools.raw(`${quoted(alias)}.id = ${id}`) as never),
          )
        return `${quoted(alias)}.${quoted(titleColumn)}`
      })
      return titles.length > 1 ? `coalesce(${titles.join(', ')})` : (titles[0] ?? 'null::text')
    },
    spread(field) {
      const alias = `each__${snake(field.path)}`
      if (!joins.has(alias))
        joins.set(alias, (query) =>
          query.leftJoin(tools.links(token(dataset.resource), field.path).as(alias), `${alias}.owner_id`, `${base}.id`),
        )
      return `${quoted(alias)}.target_id`
    },
    hasLink: (field, { sql, values }) => ({
      sql: `exists (select from ? as k where k.owner_id = ${quoted(base)}.id and (${sql}))`,
      values: [tools.links(token(dataset.resource), field.path), ...values],
    }),
    titles(field) {
      const links = tools.from(tools.links(token(dataset.resource), field.path), 'k')
      const { resource, titleColumn } = field.target ?? {}
      if (!resource || !titleColumn) return { sql: 'null::text', values: [] }
      const named = links
        .join(tools.also(token(resource)).as('named'), 'named.id', 'k.target_id')
        .whereRaw(`k.owner_id = ${quoted(base)}.id`)
        .select(tools.raw(`string_agg(named.${quoted(titleColumn)}, '; ' order by k.position)`))
      return { sql: '?', values: [named] }
    },
    join: (query) => [...joins.values()].reduce((joined, lay) => lay(joined), query),
  }
  return place
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/[-.]/g, '_')
