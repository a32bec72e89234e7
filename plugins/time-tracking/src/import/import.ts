import { readFile } from 'node:fs/promises'
import { timeEntries } from '@guildhall/contract-time-tracking'
import {
  boolean,
  type CommandDefinition,
  type Desk,
  DomainError,
  defineError,
  resourceToken,
  type Scope,
  type Told,
  text,
} from '@guildhall/sdk'
import { programOf } from './programs.ts'
import { type Line, type Row, rowOf } from './rows.ts'

export const unknownProgram = defineError('time.import_unknown', 422)

const people = resourceToken('people', { name: text(), email: text() })
const mostNamed = 20

interface Refusal {
  readonly line: number
  readonly reason: Told
}

/** Takes over what another program recorded. A line is a transaction; one that is there already is passed over, so a file may come again. */
export const importEntries: CommandDefinition = {
  options: {
    file: text({ maxLength: 1000 }),
    dayFirst: boolean({ optional: true }),
    wholes: text({ optional: true }),
    parts: text({ optional: true }),
  },
  async run(desk, { file, dayFirst, wholes, parts }) {
    const lines = await linesOf(String(file))
    const program = programOf(Object.keys(lines[0] ?? {}))
    if (!program) throw unknownProgram()
    const kinds = { whole: String(wholes ?? 'projects'), part: String(parts ?? 'tasks') }
    const refused: Refusal[] = []
    let [made, there] = [0, 0]
    for (const [at, line] of lines.entries()) {
      const row = rowOf(line, program, { zone: desk.tenant.zone, isDayFirst: dayFirst === true })
      const done = row ? await take(desk, row, kinds) : told('unreadable')
      if (done === 'made') made++
      else if (done === 'there') there++
      // The first line names the columns.
      else refused.push({ line: at + 2, reason: done })
    }
    const sums = { text: 'time-tracking:told.imported', params: { count: made, there, refused: refused.length } }
    const named = refused
      .slice(0, mostNamed)
      .map(({ line, reason }) => ({ text: reason.text, params: { ...reason.params, line } }))
    const data = {
      program: program.name,
      made,
      there,
      refused: refused.map(({ line, reason }) => ({ line, ...reason })),
    }
    return { lines: [sums, ...named], data, failed: refused.length > 0 }
  },
}

async function linesOf(file: string): Promise<Line[]> {
  const { parse } = await import('csv-parse/sync')
  return parse(await readFile(file), { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true })
}

interface Kinds {
  readonly whole: string
  readonly part: string
}

async function take(desk: Desk, row: Row, kinds: Kinds): Promise<'made' | 'there' | Told> {
  try {
    return await desk.within(async (scope) => {
      const person = await personOf(scope, row.person)
      if (!person) return told('nobody', { name: row.person })
      const subject = await subjectOf(scope, row, kinds)
      if (!subject) return told('nothing', { name: row.project })
      const { startedAt, endedAt, note, billable } = row
      const entries = scope.records(timeEntries)
      if ((await entries.count({ where: { person, startedAt, endedAt } })) > 0) return 'there'
      const values = { subject, person, startedAt, endedAt, billable, ...(note && { note: note.slice(0, 500) }) }
      await entries.create({ ...values, ...({ source: 'import' } as object) })
      return 'made'
    })
  } catch (error) {
    if (error instanceof DomainError) return told('refused', { reason: error.code })
    throw error
  }
}

const told = (text: string, params: Record<string, unknown> = {}): Told => ({
  text: `time-tracking:told.${text}`,
  params,
})

async function personOf(scope: Scope, name: string): Promise<string | null> {
  const known = scope.records(people)
  const found = name.includes('@')
    ? await known.first({ where: { email: name.toLowerCase() } })
    : await known.first({ where: { name } })
  return found?.id ?? null
}

/** The part by its title where the whole has such a one; else the whole. */
async function subjectOf(scope: Scope, { project, task }: Row, { whole, part }: Kinds): Promise<string | null> {
  const [id] = await titled(scope, whole, project)
  if (!id) return null
  for (const one of task ? await titled(scope, part, task) : []) {
    const subject = `${part}/${one}`
    if ((await scope.place(subject))?.parent === `${whole}/${id}`) return subject
  }
  return `${whole}/${id}`
}

async function titled(scope: Scope, resource: string, value: string): Promise<string[]> {
  const title = scope.describe(resource)?.title
  if (!title) return []
  const where = { [title]: value }
  return (await scope.records({ name: resource, fields: {} }).list({ where: where as never })).map(({ id }) => id)
}
