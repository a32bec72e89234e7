import { DomainError } from '@guildhall/sdk'
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
  return repeating(source, async (context) => {
    const unit = openUnit(engine.database, entryOf(context))
    try {
      const result = await work({ engine, context, unit })
      await unit.commit()
      return result
    } catch (error) {
      await unit.rollback()
      throw error
    }
  })
}

/** Tries again with fresh rights, a few times. */
export async function repeating<T>(source: ContextSource, work: (context: Context) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const context = await source(attempt > 1)
    try {
      return await work(context)
    } catch (error) {
      if (error instanceof DomainError || attempt === mostTries || !isWorthRepeating(error)) throw error
    }
  }
}
