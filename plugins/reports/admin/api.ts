import { download, type GuildhallData, useManifest } from '@guildhall/admin-ui'
import type { Definition } from '@guildhall/contract-reports'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type RaRecord, useDataProvider, useNotify } from 'react-admin'

export interface Field {
  readonly path: string
  readonly label: string
  readonly kind: string
  readonly isGroupable: boolean
  readonly isReckonable: boolean
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  readonly target?: string
  readonly targets?: readonly string[]
}

export interface Dataset {
  readonly id: string
  readonly label: string
  readonly resource: string
  readonly columns: readonly string[]
  readonly parties: readonly string[]
  readonly date: string | null
  readonly fields: readonly Field[]
  readonly metrics: readonly {
    readonly id: string
    readonly label: string
    readonly formula: string
    readonly version: number
  }[]
}

export interface Line {
  readonly texts: readonly string[]
  readonly values: readonly (number | null)[]
  readonly keys: readonly (string | null)[]
  readonly id?: string
}

export interface Result {
  readonly resource: string
  readonly columns: readonly { readonly label: string; readonly isFigure: boolean; readonly unit: string }[]
  readonly lines: readonly Line[]
  readonly totals: readonly Line[]
  readonly more: boolean
  readonly period: string
  readonly notes: readonly string[]
}

export interface Period {
  readonly range?: string
  readonly from?: string
  readonly to?: string
}

export type Report = RaRecord & {
  readonly name: string
  readonly description: string | null
  readonly definition: Definition
  readonly sharedWith: string
  readonly owner: string | null
}

const useData = () => useDataProvider<GuildhallData>()

export function useDatasets() {
  const data = useData()
  return useQuery({ queryKey: ['reports', 'datasets'], queryFn: () => data.call<Dataset[]>('/reports/datasets') })
}

/** What a definition shows; while it changes, what it showed before stays in sight. */
export function useResult(definition: Definition | null, period: Period = {}) {
  const data = useData()
  return useQuery({
    queryKey: ['reports', 'result', definition, period],
    enabled: definition !== null,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () => data.call<Result>('/reports/preview', { method: 'POST', body: { definition, ...period } }),
  })
}

/** The records behind a line. */
export function useRows(definition: Definition, line: Line | null, period: Period) {
  const data = useData()
  return useQuery({
    queryKey: ['reports', 'rows', definition, line?.keys, period],
    enabled: line !== null,
    queryFn: () =>
      data.call<Result>('/reports/rows', { method: 'POST', body: { definition, keys: line?.keys ?? [], ...period } }),
  })
}

/** Fetches a file; says how much of it has come. */
export function useDownload() {
  const { tenant } = useManifest()
  const notify = useNotify()
  const [received, setReceived] = useState<number | null>(null)
  async function fetchFile(path: string, body?: object) {
    setReceived(0)
    const signal = new AbortController().signal
    await download(`/api${path}`, {
      tenant: tenant.slug,
      signal,
      onProgress: setReceived,
      ...(body && { body }),
    }).catch((error: Error) => notify(error.message, { type: 'error' }))
    setReceived(null)
  }
  return { fetchFile, isFetching: received !== null }
}
