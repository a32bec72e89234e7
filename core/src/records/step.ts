import type { Scope } from '@guildhall/sdk'
import type { Engine } from './engine.ts'
import { refusalIn } from './refusals.ts'
import { openScope } from './scope.ts'
import { type ContextSource, transact } from './transact.ts'

/** One transaction of a plugin's own: a scope, and what the database refuses in the words of the resource it concerns. */
export async function stepIn<T>(engine: Engine, source: ContextSource, work: (scope: Scope) => Promise<T>): Promise<T> {
  try {
    return await transact(engine, source, (operation) => work(openScope(operation)))
  } catch (error) {
    throw refusalIn(error, engine.registry)
  }
}
