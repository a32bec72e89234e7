import type { History } from '@guildhall/sdk'
import type { Operation } from '../engine.ts'
import { dropEntries, keptEntries } from './kept.ts'
import { compareWithPast, takeBack } from './reversal.ts'
import { searchPast } from './search.ts'

/** The past of all records behind the sdk's face, see `History`. */
export const historyOf = (operation: Operation): History => ({
  search: (query) => searchPast(operation, query),
  compare: (id) => compareWithPast(operation, id),
  takeBack: (id, options) => takeBack(operation, id, options),
  kept: (which) => keptEntries(operation, which),
  drop: (ids) => dropEntries(operation, ids),
})
