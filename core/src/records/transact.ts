import { DomainError } from '@guildhall/sdk'
import { readInTenant } from '../database/enter.ts'
import type { Database } from '../database/pool.ts'
import { openUnit } from '../database/unit.ts'
import { isWorthRepeating } from '../database/violation.ts'
import { type Context, entryOf } from './context.ts'
import type { Engine, Operation } from './engine.ts'

/** Gives the context as it is now; called again when rights were overtaken while the work was done. */
export type ContextSource = (fresh: boolean) => Promise<Context>

const mostTries = 4

/** One piece of work in one transaction. It is done again from the start when rights changed under it or two transactions collided. */
export async function transact<T>(
  engine: Engine,
  source: ContextSource,
  work: (operation: Operation) => Promise<T>,
): Promise<T> {
  return repeating(engine, source, async (context, attempt) => {
    const unit = openUnit(engine.database, entryOf(context))
    try {
      const result = await work({ engine, context, unit, attempt, warnings: [] })
      await unit.commit()
      return result
    } catch (error) {
      await unit.rollback()
      throw error
    }
  })
}

/**
 * Tries again with fresh rights, a few times. A refusal may rest on remembered rights that no statement has compared with the
 * database's, so it counts only once they were: what was granted or switched on a moment ago is not refused.
 */
export async function repeating<T>(
  { database }: Pick<Engine, 'database'>,
  source: ContextSource,
  work: (context: Context, attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const context = await source(attempt > 1)
    try {
      return await work(context, attempt)
    } catch (error) {
      if (attempt === mostTries) throw error
      const isFinal =
        error instanceof DomainError ? attempt > 1 || (await isCurrent(database, context)) : !isWorthRepeating(error)
      if (isFinal) throw error
    }
  }
}

async function isCurrent(database: Database, context: Context): Promise<boolean> {
  return readInTenant(database, entryOf(context), []).then(
    () => true,
    (error: unknown) => !isWorthRepeating(error),
  )
}
