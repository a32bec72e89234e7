import { meetsPattern, type Occurrence } from '@guildhall/sdk'
import EventEmitter2 from 'eventemitter2'

/** A fact of a tenant, after its commit. */
export interface TenantFact {
  readonly tenantId: string
  readonly occurrence: Occurrence
}

/** Tells this process what has been committed, on whatever node. Not durable: whoever must not miss a fact subscribes durably. */
export interface Bus {
  /** `*` stands for one word of the name, `**` for any number. Gives the function that unsubscribes. */
  on(pattern: string, listener: (fact: TenantFact) => void): () => void
  emit(fact: TenantFact): void
}

export function createBus(onError: (error: unknown) => void): Bus {
  const emitter = new EventEmitter2.EventEmitter2({ wildcard: true, maxListeners: 0 })
  return {
    on(pattern, listener) {
      emitter.on(pattern, listener)
      return () => void emitter.off(pattern, listener)
    },
    emit(fact) {
      for (const listener of emitter.listeners(fact.occurrence.name)) {
        try {
          listener(fact)
        } catch (error) {
          onError(error)
        }
      }
    },
  }
}

/** Finds what was registered under patterns that a name meets, in the order of registration. */
export function createMatcher<T extends { readonly event: string; readonly except?: readonly string[] }>(
  entries: readonly T[],
): (name: string) => readonly T[] {
  const emitter = new EventEmitter2.EventEmitter2({ wildcard: true, maxListeners: 0 })
  const order = new Map<unknown, number>()
  const byListener = new Map<unknown, T>()
  for (const [index, entry] of entries.entries()) {
    const listener = () => entry
    order.set(listener, index)
    byListener.set(listener, entry)
    emitter.on(entry.event, listener)
  }
  const known = new Map<string, readonly T[]>()
  return (name) => {
    const found = known.get(name)
    if (found) return found
    const listeners = [...emitter.listeners(name)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const matched = listeners
      .map((listener) => byListener.get(listener) as T)
      .filter(({ except = [] }) => !except.some((pattern) => meetsPattern(name, pattern)))
    // Names come from resources and actions: a few hundred, never from outside.
    if (known.size < 10_000) known.set(name, matched)
    return matched
  }
}
