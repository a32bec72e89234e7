import { type GuildhallData, useManifest } from '@guildhall/admin-ui'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider } from 'react-admin'
import type { Choice } from './use-timer.ts'

const ended: ReadonlySet<string> = new Set(['closed', 'completed', 'cancelled'])

/** What may be worked on and answers to some words; whichever plugins have such things. */
export function useChoices(words: string): readonly Choice[] {
  const data = useDataProvider<GuildhallData>()
  const { resources } = useManifest()
  const kinds = resources.filter(({ capabilities }) => capabilities.includes('trackable'))
  const { data: found = [] } = useQuery({
    queryKey: ['time-entries', 'choices', words],
    queryFn: async () => (await Promise.all(kinds.map(lookIn))).flat(),
    placeholderData: (before) => before,
  })
  return found

  async function lookIn({ name, title, sort, fields }: (typeof kinds)[number]): Promise<Choice[]> {
    const states = fields.find((field) => field.kind === 'state')
    const over = states?.values?.filter((value) => ended.has(value)) ?? []
    const open = states && over.length > 0 ? { [`${states.name}_nin`]: over } : {}
    const { data: records } = await data.getList(name, {
      filter: { ...open, ...(words && { q: words }) },
      pagination: { page: 1, perPage: 6 },
      sort: { field: sort[0], order: sort[1] },
    })
    return records.map((record) => ({
      subject: `${name}/${record.id}`,
      title: String(title ? record[title] : record.id),
      project: null,
    }))
  }
}
