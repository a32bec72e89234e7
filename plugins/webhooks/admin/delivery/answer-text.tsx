import { Typography } from '@mui/material'

/** What a server said, as it said it. */
export function AnswerText({ text }: { readonly text: string }) {
  return (
    <Typography
      component="pre"
      tabIndex={0}
      sx={{
        ...{ m: 0, p: 1, borderRadius: 1, bgcolor: 'action.hover', fontFamily: 'monospace', fontSize: 12 },
        ...{ overflow: 'auto', maxHeight: 200, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
      }}
    >
      {text}
    </Typography>
  )
}
