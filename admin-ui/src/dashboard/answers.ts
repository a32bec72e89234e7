import type { RaRecord } from 'react-admin'

type Where = Readonly<Record<string, unknown>>

/** One line of numbers: for each point or part one; one line for each currency where it is money. */
export interface Series {
  readonly currency: string | null
  readonly values: readonly number[]
}

interface Measured {
  readonly resource: string
  /** The records it speaks of, as the list is asked for them. */
  readonly where: Where
  /** The field that is added up, and its kind; without one it counts. */
  readonly of?: string
  readonly unit?: string
}

export type Each = 'day' | 'week' | 'month'

export interface FigureAnswer extends Measured {
  readonly kind: 'count' | 'sum'
  readonly count?: number
  readonly previous?: number
  readonly exact?: boolean
  readonly each?: Each
  /** Of a sum: what it comes to, and what it came to before. */
  readonly series?: readonly Series[]
}

export interface ListAnswer extends Measured {
  readonly kind: 'list'
  readonly sort?: readonly [field: string, order: string]
  readonly fields: readonly string[]
  readonly records: readonly RaRecord[]
  readonly count: number
  readonly exact: boolean
}

export interface TrendAnswer extends Measured {
  readonly kind: 'trend'
  readonly each: Each
  readonly points: readonly { readonly from: string; readonly to: string; readonly where: Where }[]
  readonly series: readonly Series[]
}

export interface ChartAnswer extends Measured {
  readonly kind: 'chart'
  readonly by: string
  readonly as: 'bar' | 'pie'
  readonly target?: string
  readonly parts: readonly {
    readonly value: string | null
    readonly label: string | null
    readonly where?: Where
    readonly isRest?: boolean
  }[]
  readonly series: readonly Series[]
}

export type WidgetAnswer = FigureAnswer | ListAnswer | TrendAnswer | ChartAnswer
