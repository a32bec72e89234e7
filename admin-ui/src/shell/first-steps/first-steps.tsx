import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import ChevronIcon from '@mui/icons-material/ChevronRightOutlined'
import CloseIcon from '@mui/icons-material/CloseOutlined'
import OpenIcon from '@mui/icons-material/RadioButtonUncheckedOutlined'
import {
  Card,
  IconButton,
  LinearProgress,
  List,
  ListItem,
  ListItemButton,
  ListItemIcon,
  ListItemText,
  Stack,
  Tooltip,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDataProvider, useStore, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useManifest } from '../../server/manifest.ts'

interface Step {
  readonly plugin: string
  readonly name: string
  readonly title: string
  readonly text: string
  readonly to: string
  readonly done: boolean
}

/** What an administrator does first in a new tenant; gone once all is done, or once he has had enough of it. */
export function FirstSteps() {
  const [isDismissed, dismiss] = useStore('shell.firstSteps.dismissed', false)
  const { archetypes, link } = useManifest()
  const isWanted = archetypes.includes('admin') && !isDismissed && !link
  const data = useDataProvider<GuildhallData>()
  const { data: steps = [] } = useQuery({
    queryKey: ['first-steps'],
    queryFn: () => data.call<Step[]>('/first-steps'),
    enabled: isWanted,
  })
  if (!isWanted || steps.every(({ done }) => done)) return null
  return <Checklist steps={steps} onDismiss={() => dismiss(true)} />
}

function Checklist({ steps, onDismiss }: { readonly steps: readonly Step[]; readonly onDismiss: () => void }) {
  const translate = useTranslate()
  const done = steps.filter((step) => step.done).length
  return (
    <Card component="section" aria-labelledby="first-steps" sx={{ mb: 2.5, maxWidth: 720 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, px: 2, pt: 1.5 }}>
        <Typography id="first-steps" variant="h4" component="h2" sx={{ flexGrow: 1 }}>
          {translate('shell.firstSteps.title')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('shell.firstSteps.progress', { done, total: steps.length })}
        </Typography>
        <Tooltip title={translate('shell.firstSteps.dismiss')}>
          <IconButton size="small" aria-label={translate('shell.firstSteps.dismiss')} onClick={onDismiss}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Stack>
      <LinearProgress
        variant="determinate"
        value={(100 * done) / steps.length}
        aria-label={translate('shell.firstSteps.progress', { done, total: steps.length })}
        sx={{ mx: 2, mt: 1, height: 4, borderRadius: 2 }}
      />
      <List sx={{ p: 1 }}>
        {steps.map((step) => (
          <StepLine key={`${step.plugin} ${step.name}`} step={step} />
        ))}
      </List>
    </Card>
  )
}

function StepLine({ step: { title, text, to, done } }: { readonly step: Step }) {
  const translate = useTranslate()
  const label = translate(title)
  return (
    <ListItem disablePadding>
      <ListItemButton component={Link} to={to} sx={{ px: 1 }}>
        <ListItemIcon sx={{ minWidth: 36 }}>
          {done ? (
            <DoneIcon color="success" titleAccess={translate('shell.firstSteps.done')} />
          ) : (
            <OpenIcon color="disabled" titleAccess={translate('shell.firstSteps.open')} />
          )}
        </ListItemIcon>
        <ListItemText
          primary={label}
          secondary={done ? null : translate(text)}
          slotProps={{
            primary: {
              sx: { fontWeight: 600, ...(done && { color: 'text.secondary', textDecoration: 'line-through' }) },
            },
          }}
        />
        {!done && <ChevronIcon fontSize="small" color="action" />}
      </ListItemButton>
    </ListItem>
  )
}
