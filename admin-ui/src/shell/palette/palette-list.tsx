import { Box, Typography } from '@mui/material'
import { useEffect, useRef } from 'react'
import { useTranslate } from 'react-admin'
import { Icon } from '../icon.tsx'
import type { PaletteEntry } from './entry.ts'

export interface PaletteListProps {
  readonly id: string
  readonly entries: readonly PaletteEntry[]
  readonly active: number
  readonly onPoint: (index: number) => void
  readonly onRun: (entry: PaletteEntry) => void
  /** What is said where there is nothing. */
  readonly nothing: string
}

export function PaletteList({ id, entries, active, onPoint, onRun, nothing }: PaletteListProps) {
  const translate = useTranslate()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${active}`)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  const sections = [
    ...Map.groupBy(
      entries.map((entry, index) => ({ entry, index })),
      ({ entry }) => entry.section,
    ),
  ]
  return (
    <Box
      ref={list}
      id={id}
      role="listbox"
      aria-label={translate('shell.palette.open')}
      sx={{ overflowY: 'auto', p: 0.75 }}
    >
      {sections.map(([section, lines]) => (
        <Box key={section} role="group" aria-label={translate(`shell.palette.sections.${section}`)}>
          <Typography aria-hidden variant="overline" color="text.secondary" component="div" sx={{ px: 1.25, pt: 0.75 }}>
            {translate(`shell.palette.sections.${section}`)}
          </Typography>
          {lines.map(({ entry, index }) => (
            <Line
              key={entry.id}
              id={`${id}-${index}`}
              entry={entry}
              isActive={index === active}
              onPoint={() => onPoint(index)}
              onRun={() => onRun(entry)}
            />
          ))}
        </Box>
      ))}
      {entries.length === 0 && nothing && (
        <Typography role="option" aria-disabled color="text.secondary" sx={{ p: 3, textAlign: 'center' }}>
          {nothing}
        </Typography>
      )}
    </Box>
  )
}

interface LineProps {
  readonly id: string
  readonly entry: PaletteEntry
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onRun: () => void
}

function Line({ id, entry: { label, note, icon }, isActive, onPoint, onRun }: LineProps) {
  return (
    <Box
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={onRun}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        minHeight: { xs: 44, sm: 38 },
        px: 1.25,
        borderRadius: 2,
        cursor: 'pointer',
        bgcolor: isActive ? 'action.selected' : 'transparent',
      }}
    >
      <Icon name={icon} sx={{ color: 'text.secondary' }} />
      <Typography noWrap variant="body2" sx={{ flexGrow: 1, fontWeight: 550 }}>
        {label}
      </Typography>
      {note && (
        <Typography noWrap variant="caption" color="text.secondary" sx={{ flexShrink: 0, maxWidth: '40%' }}>
          {note}
        </Typography>
      )}
    </Box>
  )
}
