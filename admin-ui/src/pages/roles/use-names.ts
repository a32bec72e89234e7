import { useMemo } from 'react'
import { useGetMany } from 'react-admin'
import type { Differences } from './rights.ts'
import type { Names } from './use-speech.ts'

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

/** The people a role's own conditions name, as they are called. Records of other kinds stay “a certain one”. */
export function useNamesIn(differences: Differences): Names {
  const ids = useMemo(() => [...new Set(JSON.stringify(differences.add).match(uuid) ?? [])], [differences])
  const { data } = useGetMany('people', { ids }, { enabled: ids.length > 0 })
  return useMemo(() => new Map((data ?? []).filter(Boolean).map(({ id, name }) => [String(id), String(name)])), [data])
}
