import { useMemo } from 'react'
import { allEntries, type NavEntry, useNavigation } from '../nav-entries.ts'

export interface Jump {
  /** A to Z: the key where an English keyboard has it. */
  readonly letter: string
  readonly to: string
  readonly label: string
}

/** `G` and a letter lead to a place: the first letter of its address that is still free. */
export function useJumps(): readonly Jump[] {
  const navigation = useNavigation()
  return useMemo(() => jumpsTo(allEntries(navigation)), [navigation])
}

export function jumpsTo(entries: readonly Pick<NavEntry, 'to' | 'label'>[]): Jump[] {
  const taken = new Set<string>()
  return entries.flatMap(({ to, label }) => {
    const name = to === '/' ? 'home' : to
    const letter = [...name.toUpperCase()].find((each) => /[A-Z]/.test(each) && !taken.has(each))
    if (!letter) return []
    taken.add(letter)
    return [{ letter, to, label }]
  })
}
