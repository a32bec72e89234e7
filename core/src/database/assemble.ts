import type { Bind, Fragment } from './fragment.ts'

/** Joins pieces of SQL and their binds, in order. */
export function join(...parts: readonly (string | Fragment)[]): Fragment {
  let text = ''
  const binds: Bind[] = []
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else {
      text += part.text
      binds.push(...part.binds)
    }
  }
  return { text, binds }
}

export function allOf(conditions: readonly Fragment[]): Fragment {
  const relevant = conditions.filter(({ text }) => text !== 'true')
  if (relevant.length === 0) return { text: 'true', binds: [] }
  return { text: relevant.map(({ text }) => `(${text})`).join(' and '), binds: relevant.flatMap(({ binds }) => binds) }
}

export const tenantBind: Fragment = { text: '?', binds: [{ kind: 'tenant' }] }

export function literal(value: unknown): Fragment {
  return { text: '?', binds: [{ kind: 'literal', value }] }
}

/** `?` becomes `$1`, `$2`, …; equal binds other than literals share a number, so that the planner sees one parameter. */
export function numberBinds(fragment: Fragment): Fragment {
  const binds: Bind[] = []
  const known = new Map<string, number>()
  let next = 0
  const text = fragment.text.replaceAll('?', () => {
    const bound = fragment.binds[next++]
    if (!bound) throw new TypeError(`More ? than binds in: ${fragment.text}`)
    const key = bound.kind === 'literal' ? null : JSON.stringify(bound)
    const seen = key === null ? undefined : known.get(key)
    if (seen !== undefined) return `$${seen}`
    binds.push(bound)
    if (key !== null) known.set(key, binds.length)
    return `$${binds.length}`
  })
  if (next !== fragment.binds.length) throw new TypeError(`More binds than ? in: ${fragment.text}`)
  return { text, binds }
}

export interface BindContext {
  readonly tenantId: string
  readonly me: string | null
  resolveMoment(expression: string): string
}

export function bindValues(binds: readonly Bind[], context: BindContext, values: readonly unknown[] = []): unknown[] {
  return binds.map((bound) => bindValue(bound, context, values))
}

function bindValue(bound: Bind, context: BindContext, values: readonly unknown[]): unknown {
  switch (bound.kind) {
    case 'literal':
      return bound.value
    case 'me':
      return context.me
    case 'tenant':
      return context.tenantId
    case 'moment':
      return context.resolveMoment(bound.expression)
    case 'value':
      return values[bound.index]
  }
}
