import type { Definition } from '@guildhall/contract-reports'
import { Skeleton } from '@mui/material'
import { useGetOne } from 'react-admin'
import { type Report, useDatasets } from '../api.ts'
import { Builder } from './builder.tsx'

interface BuildPageProps {
  readonly id: string | null
  /** What a new one begins with. */
  readonly given?: Definition | null
}

/** A new report, or a saved one that is changed. */
export function BuildPage({ id, given = null }: BuildPageProps) {
  const { data: datasets, error } = useDatasets()
  const { data: report } = useGetOne<Report>('reports', { id: id ?? '' }, { enabled: id !== null })
  if (error) throw error
  if (!datasets || (id !== null && !report)) return <Skeleton variant="rounded" height={320} />
  const [first] = datasets
  const begun: Definition = given ?? {
    dataset: first?.id ?? '',
    columns: [...(first?.columns ?? [])],
    chart: 'table',
  }
  return <Builder datasets={datasets} report={report ?? null} begun={report?.definition ?? begun} />
}
