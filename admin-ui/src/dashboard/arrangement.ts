/** What a person made of his home page; of widgets that are in neither list nothing was decided yet. */
export interface Arrangement {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
}

export const untouched: Arrangement = { order: [], hidden: [] }

interface Keyed {
  readonly key: string
}

/** What is shown, in the person's order; what came since stands where it was declared, behind what stood before it there. */
export function arranged<T extends Keyed>(all: readonly T[], { order, hidden }: Arrangement): T[] {
  const shown = all.filter(({ key }) => !hidden.includes(key))
  const known = order.flatMap((key) => shown.find((one) => one.key === key) ?? [])
  const result = [...known]
  for (const [index, one] of shown.entries()) {
    if (result.includes(one)) continue
    const before = shown.slice(0, index).findLast((other) => result.includes(other))
    result.splice(before ? result.indexOf(before) + 1 : 0, 0, one)
  }
  return result
}

export function hiddenOf<T extends Keyed>(all: readonly T[], { hidden }: Arrangement): T[] {
  return all.filter(({ key }) => hidden.includes(key))
}

/** Puts one in the place of another; those between move up. */
export function moved(keys: readonly string[], key: string, to: number): string[] {
  const rest = keys.filter((each) => each !== key)
  const place = Math.min(Math.max(to, 0), rest.length)
  return [...rest.slice(0, place), key, ...rest.slice(place)]
}
