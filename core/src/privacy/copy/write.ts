import type pg from 'pg'
import { csvLines, escapeFormula } from '../../http/export/csv.ts'
import { type Entry, zipped } from '../../http/export/xlsx/zip.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { Context } from '../../records/context.ts'
import type { Engine, Operation } from '../../records/engine.ts'
import { openScope } from '../../records/scope.ts'
import { type ContextSource, transact } from '../../records/transact.ts'
import { type Ask, type Card, type Circle, gather, namings } from '../about.ts'
import { asking } from '../erase.ts'
import { selectWhole } from '../marks.ts'
import { shownName } from '../neutral.ts'
import { accountSections, type Section } from './account.ts'
import { indexPage, type Listed } from './page.ts'
import { historySections, namingSection, recordSections } from './records.ts'

/** Of a part in the database. */
const partSize = 262_144

export interface Written {
  readonly bytes: number
  readonly counts: Readonly<Record<string, number>>
}

/** Whose copy, who gets it and in which language. */
export interface CopyOf {
  readonly engine: Engine
  readonly pool: pg.Pool
  readonly tenantId: string
  readonly source: ContextSource
  readonly card: Card
  /** He gets it himself. */
  readonly isForHim: boolean
  readonly t: Translator
  readonly onProgress?: (done: number, total: number) => Promise<void>
}

/** Makes the file of a copy piece by piece, as all was at one time: what is kept of a person is never whole in memory. Gives how many entries each part has. */
export async function copyTo(
  { engine, pool, tenantId, source, card, isForHim, t, onProgress }: CopyOf,
  keep: (pieces: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Readonly<Record<string, number>>> {
  return transact(engine, source, async (operation) => {
    const { context } = operation
    const ask = asking(operation)
    const circle = await gather(ask, context.plan.registry, tenantId, card)
    const people = circle.cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
    const from = { engine, context, ask, circle }
    const sections: readonly Section[] = [
      ...(await accountSections({ pool, tenantId, people, isForHim })),
      ...recordSections(from),
      namingSection(from, await namings(ask, context.plan.registry, tenantId, circle)),
      ...historySections(from, people),
      ...(await pluginSections(operation, circle)),
    ]
    const person = shownName(await nameOf(ask, context, card), t)
    const listed: Listed[] = []
    const entries = async function* (): AsyncGenerator<Entry> {
      for (const section of sections) {
        let count = 0
        yield { name: `json/${section.name}.json`, content: () => asJson(section, () => count++) }
        yield { name: `csv/${section.name}.csv`, content: () => asCsv(section) }
        listed.push({ name: section.name, count })
        await onProgress?.(listed.length, sections.length)
      }
      const about = { tenant: context.tenant.name, person, at: context.clock.now(), sections: listed }
      yield { name: 'index.html', content: () => [indexPage(t, about)] }
    }
    await keep(zipped(entries()))
    return Object.fromEntries(listed.map(({ name, count }) => [name, count]))
  })
}

/** The same into the database, where whoever it is for fetches it. A half-written one is begun anew. */
export async function writeCopy(copy: CopyOf, requestId: string): Promise<Written> {
  let bytes = 0
  const counts = await copyTo(copy, async (pieces) => {
    bytes = await keepParts(copy.pool, copy.tenantId, requestId, pieces)
  })
  return { bytes, counts }
}

async function pluginSections(operation: Operation, { cards }: Circle): Promise<Section[]> {
  const scope = openScope(operation)
  const parts = await Promise.all(operation.engine.hooks.person.map(({ copying }) => copying?.({ cards, scope }) ?? []))
  return parts.flat().map(({ name, rows }) => ({
    name,
    async *rows() {
      yield* rows
    },
  }))
}

async function nameOf(ask: Ask, context: Context, { resource, id }: Card): Promise<string> {
  const model = context.plan.registry.model(resource)
  const [record] = await ask(selectWhole(context.tenant.id, model, [id]))
  return String((model.title && record?.[model.title]) ?? '')
}

async function* asJson({ rows }: Section, onRow: () => void): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const row of rows()) {
    onRow()
    yield `${separator}${JSON.stringify(row, null, 1)}`
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

/** Its columns are those of the first row: rows of one section are alike. */
async function* asCsv({ rows }: Section): AsyncGenerator<string> {
  let columns: readonly string[] | null = null
  for await (const row of rows()) {
    if (!columns) {
      columns = Object.keys(row)
      yield `\uFEFF${csvLines([columns])}`
    }
    yield csvLines([columns.map((name) => escapeFormula(cell(row[name])))])
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

async function keepParts(pool: pg.Pool, tenantId: string, id: string, pieces: AsyncIterable<Buffer>): Promise<number> {
  await pool.query('delete from guildhall.privacy_parts where tenant_id = $1 and request_id = $2', [tenantId, id])
  let [waiting, size, part, bytes] = [[] as Buffer[], 0, 0, 0]
  const flush = async () => {
    await pool.query(
      'insert into guildhall.privacy_parts (tenant_id, request_id, part, bytes) values ($1, $2, $3, $4)',
      [tenantId, id, part++, Buffer.concat(waiting)],
    )
    waiting = []
    size = 0
  }
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    bytes += piece.length
    if (size >= partSize) await flush()
  }
  if (size > 0) await flush()
  return bytes
}
