import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { Fragment } from 'react'
import { useTranslate } from 'react-admin'
import { useJumps } from './jumps.ts'
import { modifier } from './modifier.ts'

type Line = readonly [keys: readonly string[], text: string]

export default function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const jumps = useJumps()
  const everywhere: Line[] = [
    [[modifier, 'K'], translate('shell.palette.open')],
    [['?'], translate('shell.keys.title')],
    [['Esc'], translate('ra.action.close')],
  ]
  const inLists: Line[] = [
    [['J'], translate('shell.keys.next')],
    [['K'], translate('shell.keys.previous')],
    [['↵'], translate('shell.keys.open')],
    [['X'], translate('shell.keys.tick')],
    [['/'], translate('ra.action.search')],
    [['N'], translate('ra.action.create')],
  ]
  const inForms: Line[] = [[[modifier, '↵'], translate('ra.action.save')]]
  const places = jumps.map(({ letter, label }): Line => [['G', letter], label])
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="keys">
      <DialogTitle id="keys">{translate('shell.keys.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 3, alignItems: 'start' }}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Lines title={translate('shell.keys.everywhere')} lines={everywhere} />
          <Lines title={translate('shell.keys.lists')} lines={inLists} />
          <Lines title={translate('shell.keys.forms')} lines={inForms} />
        </Box>
        <Lines title={translate('shell.palette.sections.go')} lines={places} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <Box>
      <Typography variant="subtitle2" component="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: '72px 1fr',
          columnGap: 1,
          rowGap: 0.75,
          alignItems: 'center',
          m: 0,
        }}
      >
        {lines.map(([keys, text]) => (
          <Fragment key={keys.join(' ')}>
            <Box component="dt" sx={{ display: 'flex', gap: 0.5 }}>
              {keys.map((key, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice
                <Key key={place} name={key} />
              ))}
            </Box>
            <Typography component="dd" variant="body2" sx={{ m: 0 }}>
              {text}
            </Typography>
          </Fragment>
        ))}
      </Box>
    </Box>
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
