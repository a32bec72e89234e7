import { ask } from './ask.ts'
import type { Finding, Law, Subject } from './law.ts'
import { ownerOf } from './law.ts'

const allowed: Readonly<Record<string, string>> = {
  amount: 'bigint',
  instant: 'timestamp with time zone',
  date: 'date',
  duration: 'bigint',
}
const inexact = /^(real|double precision|money|time|timestamp without time zone|time without time zone|interval)$/

export const exactFigures: Law = {
  number: 8,
  says: 'money is whole, time is exact',
  async check(subject) {
    const columns = await columnsOf(subject)
    const findings: Finding[] = columns
      .filter(({ type }) => inexact.test(type))
      .map(({ table, name, type }) => ({
        plugin: ownerOf(subject, table),
        place: `${table}.${name}`,
        problem: `it is ${type}.`,
        remedy: 'Money is a bigint of minor units, an instant timestamptz, a day date, a length of time whole seconds.',
      }))
    const byPlace = new Map(columns.map(({ table, name, type }) => [`${table}.${name}`, type]))
    for (const model of subject.platform.engine.registry.models.values())
      for (const { name, kind, columns: own } of model.fields.values()) {
        const wanted =
          kind === 'money'
            ? [allowed.amount, 'text']
            : kind === 'instant'
              ? [allowed.instant, 'text']
              : kind === 'date'
                ? [allowed.date]
                : kind === 'duration'
                  ? [allowed.duration]
                  : []
        const actual = own.map((column) => byPlace.get(`${model.schema}.${model.table}.${column.name}`))
        const isAsWanted = wanted.every((type, index) => actual[index] === type)
        const isReported = actual.some((type) => type !== undefined && inexact.test(type))
        if (!isAsWanted && !isReported)
          findings.push({
            plugin: model.plugin,
            place: `resource ${model.name}, field ${name}`,
            problem: `a ${kind} is kept as ${actual.join(', ')}.`,
            remedy: `It must be ${wanted.join(', ')}.`,
          })
      }
    return findings
  },
}

function columnsOf({ platform }: Subject): Promise<{ table: string; name: string; type: string }[]> {
  return ask(
    platform.urls.ownerUrl,
    `select table_schema || '.' || table_name as table, column_name as name, data_type as type from information_schema.columns where table_schema in ('public', 'guildhall')`,
  )
}
