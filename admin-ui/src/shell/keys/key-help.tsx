import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { Fragment } from 'react'
import { useTranslate } from 'react-admin'
import { useJumps } from './jumps.ts'
import { modifier } from './modifier.ts'

export default function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const jumps = useJumps()
  const lines: [keys: string[], text: string][] = [
    [[modifier, 'K'], translate('shell.palette.open')],
    [['?'], translate('shell.keys.title')],
    [['Esc'], translate('ra.action.close')],
    ...jumps.map(({ letter, label }): [string[], string] => [['G', letter], label]),
  ]
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="keys">
      <DialogTitle id="keys">{translate('shell.keys.title')}</DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 1, alignItems: 'center', m: 0 }}
        >
          {lines.map(([keys, text]) => (
            <Fragment key={keys.join(' ')}>
              <Box component="dt" sx={{ display: 'flex', gap: 0.5 }}>
                {keys.map((key) => (
                  <Key key={key} name={key} />
                ))}
              </Box>
              <Typography component="dd" variant="body2" sx={{ m: 0 }}>
                {text}
              </Typography>
            </Fragment>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function Key({ name }: { readonly name: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        minWidth: 24,
        px: 0.75,
        py: 0.25,
        textAlign: 'center',
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        fontWeight: 600,
        border: 1,
        borderBottomWidth: 2,
        borderColor: 'divider',
        borderRadius: 1,
      }}
    >
      {name}
    </Box>
  )
}
