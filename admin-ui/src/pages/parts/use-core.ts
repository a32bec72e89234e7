import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type HttpError, useDataProvider, useNotify } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import type { Problem } from '../../server/http.ts'

/** What a route of the core answers, kept and asked again like everything else that is read. */
export function useCore<T>(path: string, { isOn = true, every }: { isOn?: boolean; every?: number } = {}) {
  const data = useDataProvider<GuildhallData>()
  return useQuery({
    queryKey: ['core', path],
    queryFn: () => data.call<T>(path),
    enabled: isOn,
    ...(every && { refetchInterval: every }),
  })
}

export interface Telling {
  readonly path: string
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export const problemOf = (error: unknown): Problem | undefined =>
  (error as HttpError | null)?.body as Problem | undefined

/** Changes something by a route of the core; whatever was read of the core is asked again. Refusals are told unless the caller does. */
export function useTell<T>({
  onDone,
  onRefused,
}: {
  onDone?: (answer: T) => void | Promise<void>
  /** True when it was told where it belongs. */
  onRefused?: (problem: Problem) => boolean
} = {}) {
  const data = useDataProvider<GuildhallData>()
  const notify = useNotify()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, ...options }: Telling) => data.call<T>(path, { method: 'POST', ...options }),
    async onSuccess(answer) {
      await onDone?.(answer)
      await queries.invalidateQueries({ queryKey: ['core'] })
    },
    onError(error: Error) {
      const problem = problemOf(error)
      if (problem && onRefused?.(problem)) return
      notify(problem?.message ?? error.message, { type: 'error' })
    },
  })
}
