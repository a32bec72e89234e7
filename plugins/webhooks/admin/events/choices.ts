import type { GuildhallData } from '@guildhall/admin-ui'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider, useTranslate } from 'react-admin'

interface KnownEvent {
  readonly name: string
  readonly group: string
  readonly label: string
}

export interface Choice {
  /** A name or a pattern. */
  readonly value: string
  readonly group: string
  readonly label: string
}

/** What may be chosen, in words: everything, everything about one kind of record, or single events. */
export function useChoices(): { readonly choices: readonly Choice[]; readonly error: Error | null } {
  const data = useDataProvider<GuildhallData>()
  const translate = useTranslate()
  const { data: events = [], error } = useQuery({
    queryKey: ['webhooks', 'events'],
    queryFn: () => data.call<KnownEvent[]>('/webhooks/events'),
    staleTime: 60_000,
  })
  const everything = { value: '**', group: '', label: translate('webhooks:slots.events.all') }
  const choices = [...Map.groupBy(events, ({ group }) => group)].flatMap(([group, some]) => [
    ...wholeOf(some).map((value) => ({ value, group, label: translate('webhooks:slots.events.any', { group }) })),
    ...some.map(({ name, label }) => ({ value: name, group, label })),
  ])
  return { choices: [everything, ...choices], error }
}

/** `projects.tasks.*`, where all of a group are of one kind of record. */
function wholeOf(events: readonly KnownEvent[]): string[] {
  const heads = new Set(events.map(({ name }) => name.split('.').slice(0, -1).join('.')))
  return heads.size === 1 && events.length > 1 ? [...heads].map((head) => `${head}.*`) : []
}

/** What a pattern is called; by itself where nothing is known of it. */
export function wordsOf(choices: readonly Choice[], value: string): string {
  const found = choices.find((choice) => choice.value === value)
  if (!found) return value
  return found.group && !value.endsWith('*') ? `${found.group}: ${found.label}` : found.label
}
