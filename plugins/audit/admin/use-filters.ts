import { useSearchParams } from 'react-router-dom'

export const filterNames = ['resource', 'record', 'actor', 'acting', 'reason', 'request', 'since', 'until'] as const
export type FilterName = (typeof filterNames)[number]

/** What is looked for stands in the address, so that it can be linked to. Days are those of the reader's clock. */
export function useFilters() {
  const [params, setParams] = useSearchParams()
  const given = filterNames.flatMap((name) => {
    const value = params.get(name)
    return value ? [[name, value] as const] : []
  })
  const asked = new URLSearchParams(
    given.map(([name, value]) => [name, name === 'since' || name === 'until' ? instantOf(name, value) : value]),
  )
  return {
    value: (name: FilterName) => params.get(name) ?? '',
    query: asked.toString(),
    isEmpty: given.length === 0,
    clear: () => setParams({}),
    set(name: FilterName, value: string) {
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          if (value) next.set(name, value)
          else next.delete(name)
          return next
        },
        { replace: true },
      )
    },
  }
}

export type Filters = ReturnType<typeof useFilters>

/** A day ends where the next begins. */
function instantOf(name: 'since' | 'until', day: string): string {
  const start = new Date(`${day}T00:00:00`)
  if (Number.isNaN(start.getTime())) return day
  if (name === 'until') start.setDate(start.getDate() + 1)
  return start.toISOString()
}
