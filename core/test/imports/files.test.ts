import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { workbook } from '../../src/http/export/xlsx/workbook.ts'
import { zipped } from '../../src/http/export/xlsx/zip.ts'
import { delimiterOf } from '../../src/imports/files/csv.ts'
import { decodeText } from '../../src/imports/files/decode.ts'
import { tablesIn } from '../../src/imports/files/read.ts'
import { dateOf, decimalText, durationOf, instantOf, moneyOf } from '../../src/imports/forms.ts'

const largest = 32 * 1_048_576

async function read(bytes: Buffer) {
  const tables = []
  for await (const { name, rows } of tablesIn('file.csv', bytes, largest)) {
    const found = []
    for await (const { cells } of rows) found.push(cells)
    tables.push({ name, rows: found })
  }
  return tables
}

async function gather(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

test('texts are read in the encoding they are in', () => {
  const utf16 = Buffer.from('имя;Ștefan', 'utf16le')
  expect(decodeText(Buffer.from('имя;Ștefan'))).toBe('имя;Ștefan')
  expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toBe('имя;Ștefan')
  expect(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]))).toBe('имя;Ștefan')
  expect(decodeText(Buffer.from('plain,text\n', 'utf16le'))).toBe('plain,text\n')
  const cyrillic = Buffer.from([0xc8, 0xe2, 0xe0, 0xed, 0x3b, 0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0])
  expect(decodeText(cyrillic)).toBe('Иван;Москва')
  expect(decodeText(Buffer.from('Café, Zoë, Müller', 'latin1'))).toBe('Café, Zoë, Müller')
  expect(() => decodeText(Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 0, 0, 5]))).toThrow('imports.unreadable')
})

test('what stands between values is seen, not asked', async () => {
  expect(delimiterOf('a;b\n"1;5";2,5\n')).toBe(';')
  expect(delimiterOf('a\tb\n1,5\t2\n')).toBe('\t')
  expect(delimiterOf('"a;b",c\n1,2\n')).toBe(',')
  expect((await read(Buffer.from('a,b\r\n"x\ny",\'=1+1\r\n')))[0]?.rows).toEqual([
    ['a', 'b'],
    ['x\ny', '=1+1'],
  ])
})

test('a workbook of ours and one of another program give typed values, sheet by sheet', async () => {
  async function* rows() {
    yield [
      [
        { kind: 'text', text: '=1' },
        { kind: 'date', text: '2026-03-29' },
        { kind: 'duration', seconds: 95_430 },
        { kind: 'money', amount: -1205, currency: 'EUR' },
      ] as const,
    ]
    yield [[null, null, null, { kind: 'boolean', value: true }] as const]
  }
  const ours = await gather(workbook({ name: 'A/B', labels: ['t', 'd', 'h', 'm'], rows: rows(), zone: 'UTC' }, 1))
  expect(await read(ours)).toEqual([
    {
      name: 'A B',
      rows: [
        ['t', 'd', 'h', 'm'],
        ['=1', '2026-03-29', '26:30:30', -12.05],
      ],
    },
    {
      name: 'A B (2)',
      rows: [
        ['t', 'd', 'h', 'm'],
        [null, null, null, true],
      ],
    },
  ])
  const book = new ExcelJS.Workbook()
  book.addWorksheet('First').addRows([
    ['n', 'when'],
    [1.5, new Date('2026-03-29T10:30:00Z')],
  ])
  book.addWorksheet('Second').addRows([['sum'], [{ formula: '1+1', result: 2 }]])
  expect(await read(Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer))).toEqual([
    {
      name: 'First',
      rows: [
        ['n', 'when'],
        [1.5, '2026-03-29T10:30:00'],
      ],
    },
    { name: 'Second', rows: [['sum'], [2]] },
  ])
})

test('a small archive that unpacks to something huge is not opened, whatever its directory says', async () => {
  async function* entries() {
    yield {
      name: 'xl/worksheets/sheet1.xml',
      content: function* () {
        for (let n = 0; n < 70; n++) yield ' '.repeat(1_048_576)
      },
    }
  }
  const bomb = await gather(zipped(entries()))
  expect(bomb.length).toBeLessThan(1_048_576)
  const lie = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  bomb.writeUInt32LE(100, lie + 24)
  await expect(read(bomb)).rejects.toMatchObject({ code: 'imports.unpacks_too_large' })
  await expect(read(Buffer.concat([bomb.subarray(0, 200), deflateRawSync('x')]))).rejects.toMatchObject({
    code: 'imports.unreadable',
  })
})

test('numbers, dates, money and durations are read as people write them, and nothing else is', () => {
  const comma = { decimal: ',', dates: 'dmy', durations: 'hours', currency: 'EUR' } as const
  const point = { decimal: '.', dates: 'mdy', durations: 'minutes', currency: 'USD' } as const
  expect(['1.234,5', '1 234,5', '-12', '1.5', 'x', '1,2,3'].map((text) => decimalText(text, comma))).toEqual([
    '1234.5',
    '1234.5',
    '-12',
    '1.5',
    null,
    null,
  ])
  expect(['1,234.5', '.5', '1e3'].map((text) => decimalText(text, point))).toEqual(['1234.5', '.5', null])
  expect(moneyOf('1.234,56 lei', null, comma)).toEqual({ amount: 123456, currency: 'RON' })
  expect(moneyOf('€ 12', null, point)).toEqual({ amount: 1200, currency: 'EUR' })
  expect(moneyOf(-0.1 - 0.2, null, point)).toEqual({ amount: -30, currency: 'USD' })
  expect(moneyOf('1,234', 'JPY', point)).toEqual({ amount: 1234, currency: 'JPY' })
  expect([moneyOf('1,234', 'EUR', comma), moneyOf('twelve', null, comma)]).toEqual([null, null])
  expect(['29.03.2026', '1/2/26', '2026-03-29', '31.02.2026', 'soon'].map((text) => dateOf(text, comma))).toEqual([
    '2026-03-29',
    '2026-02-01',
    '2026-03-29',
    null,
    null,
  ])
  expect(dateOf('3/29/2026', point)).toBe('2026-03-29')
  expect(instantOf('29.03.2026 02:30', comma, 'Europe/Bucharest')).toBe('2026-03-29T00:30:00.000Z')
  expect(instantOf('3/29/2026 2:30 PM', point, 'UTC')).toBe('2026-03-29T14:30:00.000Z')
  expect(instantOf('2026-03-29T00:30:00+02:00', comma, 'UTC')).toBe('2026-03-28T22:30:00.000Z')
  expect(
    ['1:30', '26:30:30', '1,5', '1 h 30 min', '2 ч 5 мин', 'PT1H', 'long'].map((text) => durationOf(text, comma)),
  ).toEqual([5400, 95_430, 5400, 5400, 7500, 3600, null])
  expect(durationOf('90', point)).toBe(5400)
})
