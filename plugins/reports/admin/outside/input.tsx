import type { InputProps } from '@guildhall/admin-ui'
import AddIcon from '@mui/icons-material/Add'
import { Alert, Box, Button, FormHelperText, Typography } from '@mui/material'
import { FormDataConsumer, useGetOne, useInput, useTranslate } from 'react-admin'
import { type Report, useDatasets } from '../api.ts'
import { type Outsider, Person } from './person.tsx'

/** People without an account, each with the record whose part of the report he gets. */
export const OutsideInput = (props: InputProps) => (
  <FormDataConsumer<{ readonly report?: string }>>
    {({ formData }) => <People {...props} report={formData.report} />}
  </FormDataConsumer>
)

function People({ field, source, isDisabled = false, report }: InputProps & { readonly report: string | undefined }) {
  const translate = useTranslate()
  const { field: input, fieldState } = useInput({ source, defaultValue: [] })
  const parties = useParties(report)
  const people: readonly Outsider[] = input.value ?? []
  const errors = (fieldState.error ?? {}) as Readonly<Record<string, unknown>> & { readonly message?: string }
  const word = (key: string) => translate(`reports:slots.outside.${key}`)
  const put = (at: number, person: Outsider | null) =>
    input.onChange(people.flatMap((each, index) => (index === at ? (person ?? []) : [each])))
  return (
    <Box
      component="fieldset"
      disabled={isDisabled}
      sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 2, minWidth: 0 }}
    >
      <Typography component="legend" variant="body2" color="text.secondary" sx={{ p: 0, mb: 1 }}>
        {translate(field.label)}
      </Typography>
      {people.map((person, at) => (
        <Person
          key={at}
          person={person}
          parties={parties ?? []}
          errors={(errors[at] ?? {}) as object}
          onChange={(next) => put(at, next)}
        />
      ))}
      {parties?.length === 0 && <Alert severity="info">{word('noParties')}</Alert>}
      {errors.message && <FormHelperText error>{errors.message}</FormHelperText>}
      <Button
        size="small"
        startIcon={<AddIcon />}
        disabled={!parties || parties.length === 0}
        onClick={() => input.onChange([...people, { name: '', address: '', about: `${parties?.[0]}/` }])}
        sx={{ justifySelf: 'start' }}
      >
        {word('add')}
      </Button>
      <FormHelperText sx={{ m: 0 }}>{word('hint')}</FormHelperText>
    </Box>
  )
}

/** Resources that the chosen report can be narrowed to; undefined until a report is chosen. */
function useParties(id: string | undefined): readonly string[] | undefined {
  const { data: report } = useGetOne<Report>('reports', { id: id ?? '' }, { enabled: Boolean(id), retry: false })
  const { data: datasets } = useDatasets()
  if (!report || !datasets) return undefined
  return datasets.find((dataset) => dataset.id === report.definition.dataset)?.parties ?? []
}
