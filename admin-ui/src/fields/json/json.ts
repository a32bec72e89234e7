import type { Kind } from '../kind.ts'
import { JsonCell } from './cell.tsx'
import { JsonInput } from './input.tsx'

export const json: Kind = { Cell: JsonCell, Input: JsonInput, isWide: () => true }
