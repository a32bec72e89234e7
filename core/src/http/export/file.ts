import type { Context } from '../../records/context.ts'
import type { ResourceModel } from '../../records/model.ts'
import { type Cell, csvText } from './cells.ts'
import { csvLines, escapeFormula } from './csv.ts'
import { workbook } from './xlsx/workbook.ts'

type Portions = AsyncIterable<readonly (readonly Cell[])[]>

export interface Form {
  readonly type: string
  write(
    about: { context: Context; model: ResourceModel },
    labels: readonly string[],
    rows: Portions,
  ): AsyncIterable<string | Buffer>
}

/** The forms a list is exported in. Same columns, same rights, same words. */
export const forms: Readonly<Record<string, Form>> = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    async *write(_about, labels, rows) {
      yield byteOrderMark + csvLines([labels.map(escapeFormula)])
      for await (const portion of rows) yield csvLines(portion.map((cells) => cells.map(csvText)))
    },
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write({ context, model }, labels, rows) {
      const name = context.translate.noun(model.name, { count: 2, form: 'plural', capitalized: true })
      return workbook({ name, labels, rows, zone: context.zone })
    },
  },
}

/** UTF-8, said in the way spreadsheets understand. */
const byteOrderMark = '\uFEFF'
