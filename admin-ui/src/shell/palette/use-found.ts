import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useDataProvider } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import type { PaletteEntry } from './entry.ts'

interface Found {
  readonly resource: string
  readonly id: string
  readonly title: string | null
}

const pause = 180
const least = 2

/** The records that have the words, once the writer pauses. */
export function useFound(question: string): { readonly entries: readonly PaletteEntry[]; readonly isAsking: boolean } {
  const data = useDataProvider<GuildhallData>()
  const { resource: resourceOf } = useManifest()
  const noun = useNoun()
  const go = useNavigate()
  const words = usePaused(question.trim(), pause)
  const isAsked = words.length >= least
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['search', words],
    queryFn: () => data.call<Found[]>(`/search?q=${encodeURIComponent(words)}`),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  const entries = (isAsked ? found : []).map(
    ({ resource, id, title }): PaletteEntry => ({
      id: `found ${resource}/${id}`,
      section: 'found',
      label: title ?? noun(resource, { capitalized: true }),
      note: noun(resource, { capitalized: true }),
      icon: resourceOf(resource)?.views.icon,
      run: () => void go(`/${resource}/${encodeURIComponent(id)}/show`),
    }),
  )
  return { entries, isAsking: isFetching }
}

function usePaused(value: string, wait: number): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return paused
}
