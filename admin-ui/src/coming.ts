/** A script that comes by itself, and what it gives. */
export interface Coming<T> {
  /** Undefined until it is here. */
  here(): T | undefined
  load(): Promise<T>
}

export function coming<T>(fetch: () => Promise<T>): Coming<T> {
  let arrived: T | undefined
  let loading: Promise<T> | undefined
  const keep = (given: T) => {
    arrived = given
    return given
  }
  const forget = (error: unknown) => {
    loading = undefined
    throw error
  }
  return {
    here: () => arrived,
    load() {
      loading ??= fetch().then(keep, forget)
      return loading
    },
  }
}
