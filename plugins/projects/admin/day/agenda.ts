import type { GuildhallData } from '@guildhall/admin-ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDataProvider } from 'react-admin'

export interface DayTask {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly dueAt: string | null
  readonly group: 'overdue' | 'today'
}

interface Agenda {
  readonly groups: readonly { readonly name: string; readonly tasks: readonly Omit<DayTask, 'group'>[] }[]
}

const key = ['tasks', 'agenda']

/** What is due today and what should have been done before, in that order of urgency. */
export function useDay() {
  const data = useDataProvider<GuildhallData>()
  return useQuery({
    queryKey: key,
    queryFn: async (): Promise<DayTask[]> => {
      const { groups } = await data.call<Agenda>('/projects/agenda?days=1')
      const of = (name: DayTask['group']) =>
        (groups.find((group) => group.name === name)?.tasks ?? []).map((task) => ({ ...task, group: name }))
      return [...of('overdue'), ...of('today')]
    },
  })
}

/** Completes a task in one go, also one that nobody had begun; and takes that back. */
export function useCompletion() {
  const data = useDataProvider<GuildhallData>()
  const queries = useQueryClient()
  const settled = () => queries.invalidateQueries({ queryKey: ['tasks'] })
  const complete = useMutation({
    mutationFn: async ({ id, status }: DayTask) => {
      if (status === 'pending') await data.act('tasks', id, 'start')
      return data.act('tasks', id, 'complete')
    },
  })
  const reopen = useMutation({
    mutationFn: ({ id }: DayTask) => data.act('tasks', id, 'reopen'),
    onSettled: settled,
  })
  return { complete, reopen, settled }
}
