import type pg from 'pg'
import { csvLines, escapeFormula } from '../../http/export/csv.ts'
import { type Entry, zipped } from '../../http/export/xlsx/zip.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { Context } from '../../records/context.ts'
import { openScope } from '../../records/scope.ts'
import { transact } from '../../records/transact.ts'
import { type Ask, namings } from '../about.ts'
import { asking, circleOf, type Erasing } from '../erase.ts'
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

/** Writes the file of a copy, piece by piece: what is kept of a person is never whole in memory. A half-written one is begun anew. */
export async function writeCopy(
  copying: Pick<Erasing, 'engine' | 'pool' | 'tenantId' | 'source' | 'request'>,
  translatorFor: (language: string, zone: string) => Translator,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<Written> {
  const { engine, pool, tenantId, source, request } = copying
  return transact(engine, source, async (operation) => {
    const { context } = operation
    const ask = asking(operation)
    const circle = await circleOf(operation, request)
    const people = circle.cards.filter(({ resource }) => resource === 'people').map(({ id }) => id)
    const from = { engine, context, ask, circle }
    const t = translatorFor(request.language, request.zone)
    const beside = await Promise.all(
      engine.hooks.person.map(
        ({ copying: hook }) => hook?.({ cards: circle.cards, scope: openScope(operation) }) ?? [],
      ),
    )
    const sections: Section[] = [
      ...(await accountSections({ pool, tenantId, people, isForHim: request.isOwn })),
      ...recordSections(from),
      namingSection(from, await namings(ask, context.plan.registry, tenantId, circle)),
      ...historySections(from, people),
      ...beside.flat().map(({ name, rows }) => ({
        name,
        rows: async function* () {
          yield* rows
        },
      })),
    ]
    const person = await nameOf(ask, context, request)
    const listed: Listed[] = []
    const entries = async function* (): AsyncGenerator<Entry> {
      for (const section of sections) {
        let count = 0
        yield { name: `json/${section.name}.json`, content: () => asJson(section, () => count++) }
        yield { name: `csv/${section.name}.csv`, content: () => asCsv(section) }
        listed.push({ name: section.name, count })
        await onProgress(listed.length, sections.length)
      }
      const about = {
        tenant: context.tenant.name,
        person: shownName(person, t),
        at: context.clock.now(),
        sections: listed,
      }
      yield { name: 'index.html', content: () => [indexPage(t, about)] }
    }
    const bytes = await keep(pool, tenantId, request.id, zipped(entries()))
    return { bytes, counts: Object.fromEntries(listed.map(({ name, count }) => [name, count])) }
  })
}

async function nameOf(ask: Ask, context: Context, { resource, recordId }: Erasing['request']): Promise<string> {
  const model = context.plan.registry.model(resource)
  const [record] = await ask(selectWhole(context.tenant.id, model, [recordId]))
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

async function keep(pool: pg.Pool, tenantId: string, id: string, pieces: AsyncIterable<Buffer>): Promise<number> {
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
