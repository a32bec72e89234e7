import type { Cell } from '@guildhall/sdk'
import { minorDigits } from '@guildhall/sdk/formats'
import { xmlText } from './xml.ts'

/** The number formats that a workbook turns out to need; their list is written last. */
export interface Styles {
  /** The index of the format for a value. */
  of(cell: NonNullable<Cell>): number
  readonly heading: number
  document(): string
}

export function collectStyles(): Styles {
  const formats: string[] = []
  /** 0 is plain, 1 the heading; the others follow as they are met. */
  function index(format: string): number {
    const known = formats.indexOf(format)
    return 2 + (known >= 0 ? known : formats.push(format) - 1)
  }
  return {
    heading: 1,
    of(cell) {
      switch (cell.kind) {
        case 'number':
          return cell.scale === 0 ? 0 : index(`0.${'0'.repeat(cell.scale)}`)
        case 'money':
          return index(moneyFormat(cell.currency))
        case 'date':
          return index('yyyy\\-mm\\-dd')
        case 'instant':
          return index('yyyy\\-mm\\-dd hh:mm:ss')
        case 'duration':
          return index('[h]:mm:ss')
        default:
          return 0
      }
    },
    document() {
      const numbered = formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${xmlText(format)}"/>`)
      const cells = formats.map(
        (_, at) => `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
      )
      return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${numbered.length}">${numbered.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${2 + cells.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${cells.join('')}</cellXfs></styleSheet>`.replace(
        '<numFmts count="0"></numFmts>',
        '',
      )
    },
  }
}

function moneyFormat(currency: string): string {
  const digits = minorDigits(currency)
  return `#,##0${digits ? `.${'0'.repeat(digits)}` : ''} [$${currency}]`
}
