import type { FieldProps, Kind } from './kind.ts'
import { Nothing } from './nothing.tsx'
import { Filter as References } from './ref.tsx'

/** What points back is a table of its own (records/related): nothing of it stands in the record. */
const Cell = () => <Nothing />

const Filter = (props: FieldProps) => <References {...props} />

export const many: Kind = { Cell, Filter, isWide: () => true }
