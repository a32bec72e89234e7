import { Box } from '@mui/material'
import { type Tone, tones } from './tones.ts'

/** A value of a fixed list. A state is filled with its colour; a choice has a dot of it. */
export function ToneChip({
  tone,
  text,
  isState = false,
}: {
  readonly tone: Tone
  readonly text: string
  readonly isState?: boolean
}) {
  return (
    <Box
      component="span"
      sx={({ palette }) => {
        const { background, text: color, dot } = tones[palette.mode][tone]
        return {
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.75,
          maxWidth: '100%',
          height: 22,
          px: isState ? 1 : 0,
          borderRadius: 11,
          fontSize: 13,
          lineHeight: '22px',
          fontWeight: isState ? 600 : 400,
          whiteSpace: 'nowrap',
          ...(isState && { backgroundColor: background, color }),
          ...(!isState && {
            '&::before': { content: '""', width: 8, height: 8, borderRadius: 4, flex: 'none', backgroundColor: dot },
          }),
        }
      }}
    >
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {text}
      </Box>
    </Box>
  )
}
