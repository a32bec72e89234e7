import { readInTenant } from '../database/enter.ts'
import type { ResultsOf } from '../database/pool.ts'
import type { BoundStatement } from '../database/statement.ts'
import { type Context, entryOf } from './context.ts'
import type { Engine } from './engine.ts'

/** The database for what takes long: a replica where the installation has one that has seen everything. */
export const readingPlace = async ({ database, reading }: Engine) => (reading ? reading.place() : database)

/** Like `readInTenant`, for what may take long. */
export async function readApart<const S extends readonly BoundStatement<unknown>[]>(
  engine: Engine,
  context: Context,
  statements: S,
): Promise<ResultsOf<S>> {
  return readInTenant(await readingPlace(engine), entryOf(context), statements)
}
