import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { Box } from '@mui/material'
import { useEffect, useMemo, useRef } from 'react'
import { Form, useListFilterContext } from 'react-admin'
import { useFormContext } from 'react-hook-form'
import { kindOf } from '../../fields/kinds.ts'
import { gather, spread } from '../../server/own-fields.ts'
import { type FilterValues, partsOf, said, without } from './conditions.ts'

const pause = 300
const suffixes = ['', '_gte', '_lte', '_gt', '_lt', '_ne', '_in', '_nin', '_like', '_null']

/** The filter of one field, taken over while it is being filled in. */
export default function FieldFilter({ field }: { readonly field: ManifestRecordField }) {
  const { filterValues } = useListFilterContext()
  const first = useRef<FilterValues>(filterValues)
  const { Filter } = kindOf(field.kind)
  // Every key there may be has a value from the start: an input that is given one later loses its place.
  const values = useMemo(
    () =>
      gather({
        ...Object.fromEntries(suffixes.map((suffix) => [`${field.name}${suffix}`, null])),
        ...of(first.current, field.name),
      }),
    [field.name],
  )
  if (!Filter) return null
  return (
    <Form record={{}} defaultValues={values} sanitizeEmptyValues={false} onSubmit={() => {}}>
      <Box sx={{ width: 300, maxWidth: 'calc(100vw - 48px)' }}>
        <Filter field={{ ...field, required: false }} source={field.name} />
      </Box>
      <TakeOver name={field.name} />
    </Form>
  )
}

function TakeOver({ name }: { readonly name: string }) {
  const { watch, getValues } = useFormContext()
  const { filterValues, displayedFilters, setFilters } = useListFilterContext()
  const latest = useRef(() => {})
  latest.current = () =>
    setFilters({ ...without(filterValues, name), ...said(of(spread(getValues()), name)) }, displayedFilters, false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const { unsubscribe } = watch((_values, { name: changed }) => {
      if (!changed) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        latest.current()
      }, pause)
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
      if (timer !== undefined) latest.current()
    }
  }, [watch])
  return null
}

const of = (values: FilterValues, name: string): FilterValues =>
  Object.fromEntries(Object.entries(values).filter(([key]) => partsOf(key)[0] === name))
