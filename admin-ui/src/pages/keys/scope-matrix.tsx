import { Box, Chip, FormHelperText, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useScopeWords } from './use-scope-words.ts'

export interface ScopeMatrixProps {
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
  readonly error?: string | undefined
  /** Only what is read is offered. */
  readonly isReading?: boolean
}

const first = ['read', 'create', 'update', 'delete', 'archive', 'restore']
const place = (action: string) => (first.includes(action) ? first.indexOf(action) : first.length)

/** Resource by action, no more of them than one may oneself. */
export function ScopeMatrix({ chosen, onChange, error, isReading = false }: ScopeMatrixProps) {
  const { resources } = useManifest()
  const translate = useTranslate()
  const { resourceName, actionName } = useScopeWords()
  const rows = resources
    .map(({ name, plugin, rights }) => ({
      name,
      plugin,
      actions: Object.keys(rights)
        .filter((action) => rights[action] !== 'never' && (!isReading || action === 'read'))
        .sort((a, b) => place(a) - place(b)),
    }))
    .filter(({ actions }) => actions.length > 0)
  const toggle = (scopes: readonly string[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const scope of scopes) isOn ? next.add(scope) : next.delete(scope)
    onChange(next)
  }
  return (
    <Box
      role="group"
      aria-label={translate('pages.keys.rights')}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1 }}
    >
      {rows.map(({ name, actions }) => {
        const scopes = actions.map((action) => `${name}:${action}`)
        const isWhole = scopes.every((scope) => chosen.has(scope))
        return (
          <Box
            key={name}
            role="group"
            aria-label={resourceName(name)}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: '180px 1fr' },
              gap: 0.75,
              alignItems: 'start',
              px: 1.5,
              py: 1,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <Typography sx={{ fontWeight: 600, fontSize: 14, lineHeight: '26px', overflowWrap: 'anywhere' }}>
              {resourceName(name)}
            </Typography>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
              {actions.length > 1 && (
                <Toggle label={translate('pages.keys.all')} isOn={isWhole} onToggle={() => toggle(scopes, !isWhole)} />
              )}
              {actions.map((action) => (
                <Toggle
                  key={action}
                  label={actionName(name, action)}
                  isOn={chosen.has(`${name}:${action}`)}
                  onToggle={() => toggle([`${name}:${action}`], !chosen.has(`${name}:${action}`))}
                />
              ))}
            </Box>
          </Box>
        )
      })}
      {error && (
        <FormHelperText error sx={{ px: 1.5, pb: 1 }}>
          {error}
        </FormHelperText>
      )}
    </Box>
  )
}

function Toggle({
  label,
  isOn,
  onToggle,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onToggle: () => void
}) {
  return (
    <Chip
      size="small"
      label={label}
      onClick={onToggle}
      aria-pressed={isOn}
      color={isOn ? 'primary' : 'default'}
      variant={isOn ? 'filled' : 'outlined'}
    />
  )
}
