import type { Cell } from '@guildhall/sdk'
import { sheetFoot, sheetHead, sheetRow } from './sheet.ts'
import { collectStyles } from './styles.ts'
import { xmlText } from './xml.ts'
import { type Entry, zipped } from './zip.ts'

export interface Table {
  /** What the sheet is called. */
  readonly name: string
  readonly labels: readonly string[]
  /** Portions of rows. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>
  /** Where the reader is: instants are shown as his clock shows them. */
  readonly zone: string
}

/** As many as a sheet holds; what is more goes on to another one. */
const mostRows = 1_048_575

/**
 * A workbook (ECMA-376) written as it is read: nothing of it is kept but the number formats met on the way. Texts stand in their cells instead
 * of a shared list, which would grow with them. See docs/decisions/0024.
 */
export async function* workbook({ name, labels, rows, zone }: Table, limit = mostRows): AsyncGenerator<Buffer> {
  const styles = collectStyles()
  const reader = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  let rest: readonly (readonly Cell[])[] = []
  let isOver = false
  let sheets = 0

  async function fill(): Promise<void> {
    while (rest.length === 0 && !isOver) {
      const next = await reader.next()
      if (next.done) isOver = true
      else rest = next.value
    }
  }

  async function* sheet(): AsyncGenerator<string> {
    yield sheetHead(labels, styles)
    let count = 0
    while (count < limit) {
      await fill()
      if (isOver) break
      const taken = rest.slice(0, limit - count)
      rest = rest.slice(taken.length)
      yield taken.map((cells, at) => sheetRow(cells, count + at + 2, styles, zone)).join('')
      count += taken.length
    }
    yield sheetFoot(labels.length, count + 1)
  }

  async function* entries(): AsyncGenerator<Entry> {
    do {
      sheets++
      yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheet }
      await fill()
    } while (!isOver)
    const file = (path: string, text: string): Entry => ({ name: path, content: () => [declaration + text] })
    yield { name: 'xl/styles.xml', content: () => [styles.document()] }
    yield file('xl/workbook.xml', workbookXml(name, sheets))
    yield file('xl/_rels/workbook.xml.rels', relations(sheets))
    yield file('_rels/.rels', rootRelations)
    yield file('[Content_Types].xml', contentTypes(sheets))
  }

  try {
    yield* zipped(entries())
  } finally {
    await reader.return?.()
  }
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** A name as sheets may have one: at most 31 signs, and not these. */
export function sheetName(name: string, number: number): string {
  const suffix = number > 1 ? ` (${number})` : ''
  const safe =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  return [...safe].slice(0, 31 - suffix.length).join('') + suffix
}

function workbookXml(name: string, sheets: number): string {
  const list = numbers(sheets).map(
    (each) => `<sheet name="${xmlText(sheetName(name, each))}" sheetId="${each}" r:id="rId${each}"/>`,
  )
  return `<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`
}

function relations(sheets: number): string {
  const list = numbers(sheets).map(
    (each) => `<Relationship Id="rId${each}" Type="${office}/worksheet" Target="worksheets/sheet${each}.xml"/>`,
  )
  return `<Relationships xmlns="${packages}/relationships">${list.join('')}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`
}

const rootRelations = `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const list = numbers(sheets).map(
    (each) => `<Override PartName="/xl/worksheets/sheet${each}.xml" ContentType="${type}.worksheet+xml"/>`,
  )
  return `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${list.join('')}</Types>`
}
