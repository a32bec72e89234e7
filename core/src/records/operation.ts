import type { Scope } from '@guildhall/sdk'
import type { Operation } from './engine.ts'

const operations = new WeakMap<Scope, Operation>()

export function rememberOperation(scope: Scope, operation: Operation): Scope {
  operations.set(scope, operation)
  return scope
}

/** What stands behind a scope, for the core's own hooks: they keep tables that are no resource. Plugins cannot reach it. */
export function operationOf(scope: Scope): Operation {
  const operation = operations.get(scope)
  if (!operation) throw new TypeError('This scope was not opened by the engine')
  return operation
}
