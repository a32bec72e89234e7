/** Something of the sdk that will go, and what to write instead of it. */
export interface Deprecation {
  readonly what: string
  readonly instead: string
  /** The version of the sdk that said so first; the next major one leaves it out. */
  readonly since: string
}

type Listener = (deprecation: Deprecation) => void

const used = new Map<string, Deprecation>()
const listeners = new Set<Listener>()

/**
 * Wraps a function that will go: it works as before, and its first call is told of, once.
 * `export const many = deprecated({ what: 'many', instead: 'refs', since: '1.3.0' }, (target: string) => refs(target))`.
 */
export function deprecated<Args extends readonly unknown[], Result>(
  deprecation: Deprecation,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    if (!used.has(deprecation.what)) {
      used.set(deprecation.what, deprecation)
      for (const listener of listeners) listener(deprecation)
    }
    return work(...args)
  }
}

/** Tells of each deprecated thing that is used, those of before included: plugins are declared before anybody listens. @returns the end of it */
export function onDeprecated(listener: Listener): () => void {
  for (const deprecation of used.values()) listener(deprecation)
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
