/** As the server tells them; see core/src/imports. */
export interface Target {
  readonly field: string
  readonly part?: 'currency'
  readonly by?: string
}

export interface Mapping {
  readonly resource: string
  readonly columns: readonly (Target | null)[]
  readonly mode: 'create' | 'update' | 'both'
  readonly match: string | null
  readonly source: string
  readonly dates: 'dmy' | 'mdy' | 'ymd'
  readonly decimal: ',' | '.'
  readonly durations: 'hours' | 'minutes' | 'seconds'
  readonly currency: string
  readonly separator: ';' | ',' | '|' | '\n'
  readonly blanks: 'keep' | 'clear'
}

export interface Sheet {
  readonly name: string
  readonly labels: readonly string[]
  readonly rows: number
  readonly samples: readonly (readonly (string | number | boolean | null)[])[]
  readonly mapping: Mapping | null
}

export interface Counts {
  readonly created?: number
  readonly updated?: number
  readonly unchanged?: number
  readonly refused?: number
  readonly removed?: number
  readonly restored?: number
  readonly kept?: number
}

export interface Import {
  readonly id: string
  readonly actor: string
  readonly mine: boolean
  readonly state:
    | 'uploaded'
    | 'checking'
    | 'checked'
    | 'running'
    | 'done'
    | 'refused'
    | 'cancelled'
    | 'failed'
    | 'undoing'
    | 'undone'
  readonly whole: boolean
  readonly sheets: readonly Sheet[]
  readonly counts: Counts
  readonly parts: number
  readonly done: number
  readonly total: number
  readonly stopping: boolean
  readonly isOpen: boolean
  readonly error: { readonly code: string; readonly message: string } | null
  readonly createdAt: string
}

export interface Field {
  readonly name: string
  readonly kind: string
  readonly label: string
  readonly required: boolean
  readonly unique: boolean
  readonly by?: readonly { readonly name: string; readonly label: string }[]
}

export interface Importable {
  readonly resource: string
  readonly label: string
  readonly creates: boolean
  readonly updates: boolean
  readonly fields: readonly Field[]
}

export interface Complaint {
  readonly sheet: number
  readonly row: number
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
}

export const isWorking = ({ state }: Import) => state === 'checking' || state === 'running' || state === 'undoing'

/** Where in the way from a file to records it stands. */
export function stepOf({ state, parts }: Import): 1 | 2 | 3 | 4 {
  if (state === 'uploaded') return 1
  if (state === 'running') return 3
  if (parts > 0 || state === 'undoing' || state === 'undone') return 4
  return state === 'cancelled' || state === 'failed' ? 1 : 2
}
