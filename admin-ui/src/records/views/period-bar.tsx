import PreviousIcon from '@mui/icons-material/ChevronLeft'
import NextIcon from '@mui/icons-material/ChevronRight'
import { Box, Button, IconButton, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'

interface PeriodBarProps<Span extends string> {
  readonly title: string
  readonly span: Span
  readonly spans: readonly Span[]
  onSpan(span: Span): void
  onStep(by: 1 | -1): void
  onToday(): void
}

/** Which part of time is shown. */
export function PeriodBar<Span extends string>({ title, span, spans, onSpan, onStep, onToday }: PeriodBarProps<Span>) {
  const translate = useTranslate()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5, pb: 1 }}>
      <IconButton size="small" aria-label={translate('lists.time.previous')} onClick={() => onStep(-1)}>
        <PreviousIcon />
      </IconButton>
      <IconButton size="small" aria-label={translate('lists.time.next')} onClick={() => onStep(1)}>
        <NextIcon />
      </IconButton>
      <Typography
        component="h2"
        variant="subtitle1"
        aria-live="polite"
        sx={{ fontWeight: 600, mx: 0.5, '&::first-letter': { textTransform: 'uppercase' } }}
      >
        {title}
      </Typography>
      <Button size="small" color="inherit" onClick={onToday}>
        {translate('lists.time.today')}
      </Button>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={span}
        onChange={(_event, next: Span | null) => next && onSpan(next)}
        aria-label={translate('lists.time.span')}
        sx={{
          ml: 'auto',
          '& .MuiToggleButton-root': {
            px: 1.25,
            py: 0,
            height: 30,
            textTransform: 'none',
            bgcolor: 'background.paper',
          },
        }}
      >
        {spans.map((each) => (
          <ToggleButton key={each} value={each}>
            {translate(`lists.time.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  )
}
