import { Box, Checkbox, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Choice, Preferences } from './preferences.ts'

interface MatrixProps {
  readonly value: Preferences
  readonly onChange: (kinds: readonly Choice[]) => void
}

/** Kinds against channels. On a phone each kind has its channels below it. */
export function Matrix({ value: { kinds, channels }, onChange }: MatrixProps) {
  const translate = useTranslate()
  const turn = (name: string, channel: string) =>
    onChange(
      kinds.map((kind) =>
        kind.name === name ? { ...kind, wanted: { ...kind.wanted, [channel]: !kind.wanted[channel] } } : kind,
      ),
    )
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('notifications:slots.preferences.kind')}</TableCell>
            {channels.map(({ name, label }) => (
              <TableCell key={name} align="center" sx={{ px: 0.5, lineHeight: 1.2 }}>
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {kinds.map((kind) => (
            <TableRow key={kind.name} hover>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                {kind.label}
                <Typography variant="caption" component="div" color="textSecondary">
                  {kind.plugin}
                </Typography>
              </TableCell>
              {channels.map(({ name, label }) => (
                <TableCell key={name} align="center" sx={{ px: 0.5 }}>
                  <Checkbox
                    checked={kind.wanted[name] ?? false}
                    disabled={kind.fixed.includes(name)}
                    onChange={() => turn(kind.name, name)}
                    slotProps={{ input: { 'aria-label': `${kind.label}: ${label}` } }}
                  />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
