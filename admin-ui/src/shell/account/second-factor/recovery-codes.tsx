import { Alert, Box, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import { CopyButton } from '../../../pages/parts/copy-button.tsx'

export interface RecoveryCodesProps {
  readonly codes: readonly string[]
  onKept(): void
}

/** Shown once: to be copied, saved as a file, or written down. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const translate = useTranslate()
  const text = `${codes.join('\n')}\n`
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Alert severity="warning">{translate('shell.account.secondFactor.codes')}</Alert>
      <Box
        component="ul"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'grid',
          gap: 1,
          fontFamily: 'monospace',
          gridTemplateColumns: '1fr 1fr',
        }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <CopyButton text={text} />
        <Button
          component="a"
          download="recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {translate('shell.account.secondFactor.download')}
        </Button>
        <Button variant="contained" onClick={onKept}>
          {translate('shell.account.secondFactor.kept')}
        </Button>
      </Box>
    </Box>
  )
}
