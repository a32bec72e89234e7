import type { SvgIconComponent } from '@mui/icons-material'
import Archive from '@mui/icons-material/ArchiveOutlined'
import Down from '@mui/icons-material/ArrowDownward'
import Up from '@mui/icons-material/ArrowUpward'
import Delete from '@mui/icons-material/DeleteOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Restore from '@mui/icons-material/UnarchiveOutlined'
import { Box, Chip, IconButton, Tooltip, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { type OwnField, textIn } from './field.ts'

export type Step = 'edit' | 'up' | 'down' | 'archive' | 'restore' | 'delete'

interface FieldRowsProps {
  readonly fields: readonly OwnField[]
  readonly onStep: (step: Step, field: OwnField) => void
}

const icons: Readonly<Record<Step, SvgIconComponent>> = {
  edit: Edit,
  up: Up,
  down: Down,
  archive: Archive,
  restore: Restore,
  delete: Delete,
}

/** The added fields of a resource, in the order of its forms. */
export function FieldRows({ fields, onStep }: FieldRowsProps) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {fields.map((field, nth) => (
        <Row
          key={field.id}
          field={field}
          onStep={onStep}
          steps={
            field.status === 'archived'
              ? ['restore', 'delete']
              : [
                  ...(nth > 0 ? (['up'] as const) : []),
                  ...(nth < fields.length - 1 ? (['down'] as const) : []),
                  'edit',
                  'archive',
                ]
          }
        />
      ))}
    </Box>
  )
}

function Row({ field, steps, onStep }: { field: OwnField; steps: readonly Step[]; onStep: FieldRowsProps['onStep'] }) {
  const translate = useTranslate()
  const { language, tenant } = useManifest()
  const name = textIn(field.labels, language, tenant.language)
  const marks = (['required', 'unique', 'filterable', 'searchable', 'listed'] as const).filter((mark) => field[mark])
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        px: 2,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {translate(`pages.fields.kinds.${field.kind}`)} · <code>custom.{field.key}</code>
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {field.status === 'active' && !field.ready && (
          <Chip size="small" color="warning" variant="outlined" label={translate('pages.fields.settling')} />
        )}
        {marks.map((mark) => (
          <Chip key={mark} size="small" variant="outlined" label={translate(`pages.fields.marks.${mark}`)} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', ml: 'auto' }}>
        {steps.map((step) => {
          const Icon = icons[step]
          const label = translate(`pages.fields.steps.${step}`, { name })
          return (
            <Tooltip key={step} title={label}>
              <IconButton size="small" aria-label={label} onClick={() => onStep(step, field)}>
                <Icon fontSize="small" />
              </IconButton>
            </Tooltip>
          )
        })}
      </Box>
    </Box>
  )
}
