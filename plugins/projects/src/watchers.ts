import type { Scope } from '@guildhall/sdk'

interface Watching {
  readonly record: { readonly watchers: readonly string[] }
  readonly scope: Scope
}

/** The actor follows what happens with a record. */
export function watched({ record, scope }: Watching) {
  return { watchers: [...new Set([...record.watchers, ...mine(scope)])] }
}

export function unwatched({ record, scope }: Watching) {
  const me = mine(scope)
  return { watchers: record.watchers.filter((person) => !me.includes(person)) }
}

const mine = ({ me }: Scope) => (me ? [me] : [])
