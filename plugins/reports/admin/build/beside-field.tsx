import type { Beside } from '@guildhall/contract-reports'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import type { Dataset } from '../api.ts'
import type { StepProps } from './builder.tsx'
import { choicesOf, keyOf } from './figures-field.tsx'

interface Link {
  readonly key: string
  readonly label: string
  readonly other: Dataset
  readonly beside: Pick<Beside, 'dataset' | 'by' | 'on'>
}

interface BesideFieldProps extends StepProps {
  readonly datasets: readonly Dataset[]
}

/** Figures of other datasets beside each record: those that point to it, or to where one of its references points. */
export function BesideField({ datasets, dataset, definition, change }: BesideFieldProps) {
  const translate = useTranslate()
  const say = (key: string, name?: string) => translate(`reports:measures.${key}`, { name })
  const word = (key: string, values?: object) => translate(`reports:slots.reports.${key}`, values)
  const [link, setLink] = useState<Link | null>(null)
  const chosen = definition.beside ?? []
  const links = linksTo(dataset, datasets)
  if (links.length === 0 && chosen.length === 0) return null
  const nameOf = ({ dataset: id, measures }: Beside) => {
    const other = datasets.find((one) => one.id === id)
    const choices = other ? choicesOf(other, say) : []
    const labels = measures.map(
      (measure) => measure.label ?? choices.find(({ key }) => key === keyOf(measure))?.label ?? '',
    )
    return `${other?.label ?? id}: ${labels.join(', ')}`
  }
  const add = (wanted: Link, measure: Beside['measures'][number]) => {
    change({ beside: [...chosen, { ...wanted.beside, measures: [measure] }] })
    setLink(null)
  }
  return (
    <Box sx={{ display: 'grid', gap: 1 }} role="group" aria-label={word('beside')}>
      <Typography variant="body2" color="text.secondary">
        {word('beside')}
      </Typography>
      {chosen.map((one, at) => (
        <Box key={`${nameOf(one)} ${one.by}`} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
            {nameOf(one)}
          </Typography>
          <IconButton
            size="small"
            aria-label={word('removeBeside', { name: nameOf(one) })}
            onClick={() => change({ beside: chosen.filter((_, index) => index !== at) })}
          >
            <DeleteIcon fontSize="small" />
          </IconButton>
        </Box>
      ))}
      <Autocomplete
        size="small"
        options={links}
        value={link}
        getOptionKey={({ key }) => key}
        isOptionEqualToValue={(one, other) => one.key === other.key}
        getOptionDisabled={() => chosen.length >= 8}
        onChange={(_event, wanted) => setLink(wanted)}
        renderInput={(params) => <TextField {...params} label={word('addBeside')} />}
      />
      {link && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {choicesOf(link.other, say)
            .slice(0, 24)
            .map(({ key, label, measure }) => (
              <Button key={key} size="small" variant="outlined" onClick={() => add(link, measure)}>
                {label}
              </Button>
            ))}
        </Box>
      )}
    </Box>
  )
}

/** Every way in which records of others belong to these. */
function linksTo(dataset: Dataset, datasets: readonly Dataset[]): Link[] {
  const own = dataset.fields.filter(({ kind, path }) => kind === 'ref' && !path.includes('.'))
  return datasets.flatMap((other) =>
    other.fields
      .filter(({ kind, path }) => (kind === 'ref' || kind === 'refs') && !path.includes('.'))
      .flatMap(({ path: by, label, targets = [] }) => {
        const on = [
          ...(targets.includes(dataset.resource) ? [undefined] : []),
          ...own.filter(({ target }) => target && targets.includes(target)),
        ]
        return on.map((field) => ({
          key: `${other.id} ${by} ${field?.path ?? ''}`,
          label: `${other.label} › ${label}${field ? ` = ${field.label}` : ''}`,
          other,
          beside: { dataset: other.id, by, ...(field && { on: field.path }) },
        }))
      }),
  )
}
