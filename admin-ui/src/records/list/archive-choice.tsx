import { FormControlLabel, Radio, RadioGroup } from '@mui/material'
import { useListFilterContext, useTranslate } from 'react-admin'

const choices = { without: undefined, only: true, with: 'with' } as const

/** How the list's filter says it. */
export const archivedKey = (value: unknown): keyof typeof choices =>
  value === 'with' ? 'with' : value === true ? 'only' : 'without'

/** Archived records are left out unless somebody wants them. */
export function ArchiveChoice({ onDone }: { readonly onDone: () => void }) {
  const translate = useTranslate()
  const { filterValues, displayedFilters, setFilters } = useListFilterContext()
  const { archived, ...rest } = filterValues
  return (
    <RadioGroup
      aria-label={translate('lists.archived.title')}
      value={archivedKey(archived)}
      onChange={(_event, key) => {
        const value = choices[key as keyof typeof choices]
        setFilters(value === undefined ? rest : { ...rest, archived: value }, displayedFilters, false)
        onDone()
      }}
    >
      {Object.keys(choices).map((key) => (
        <FormControlLabel
          key={key}
          value={key}
          control={<Radio size="small" />}
          label={translate(`lists.archived.${key}`)}
        />
      ))}
    </RadioGroup>
  )
}
