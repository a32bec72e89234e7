import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  FormLabel,
  MenuItem,
  Radio,
  RadioGroup,
  TextField,
  useMediaQuery,
  useTheme,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useTell } from '../parts/use-core.ts'
import { type KeyPolicy, type KeyRecord, livesOf } from './keys.ts'
import { ScopeMatrix } from './scope-matrix.tsx'
import { ShownOnce } from './shown-once.tsx'
import { WhoUsesIt } from './who-uses-it.tsx'

export interface NewKeyProps {
  readonly policy: KeyPolicy
  readonly onClose: () => void
}

const kinds = { read: ['*:read'], everything: ['*:*'], chosen: null } as const
type Kind = keyof typeof kinds

/** What it is for, what it may do, how long; then the key itself, once. */
export function NewKey({ policy, onClose }: NewKeyProps) {
  const translate = useTranslate()
  const isPhone = useMediaQuery(useTheme().breakpoints.down('sm'))
  const [name, setName] = useState('')
  const [isSigning, setSigning] = useState(false)
  const [kind, setKind] = useState<Kind>('read')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [days, setDays] = useState<number | null>(policy.usualDays)
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const [made, setMade] = useState<(KeyRecord & { token: string }) | null>(null)
  const { mutate, isPending } = useTell<KeyRecord & { token: string }>({
    onDone: setMade,
    onRefused: ({ message, errors }) => {
      setRefusals((errors as Record<string, string> | undefined) ?? { '': message })
      return true
    },
  })
  const scopes = kinds[kind] ?? [...chosen]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefusals({})
    mutate({ path: '/auth/keys', body: { name, scopes, days, kind: isSigning ? 'signing' : 'bearer' } })
  }
  const ofScopes = Object.entries(refusals).find(([path]) => path.startsWith('scopes'))?.[1]
  const dialog = {
    open: true,
    maxWidth: 'md' as const,
    fullWidth: true,
    fullScreen: isPhone,
    'aria-labelledby': 'new-key',
  }
  if (made)
    return (
      <Dialog {...dialog}>
        <DialogTitle id="new-key">{translate('pages.keys.made', { name: made.name })}</DialogTitle>
        <ShownOnce token={made.token} isSigning={made.kind === 'signing'} onKept={onClose} />
      </Dialog>
    )
  return (
    <Dialog {...dialog} onClose={onClose}>
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id="new-key">{translate('pages.keys.new')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important', alignContent: 'start' }}>
          {refusals[''] && <Alert severity="error">{refusals['']}</Alert>}
          <TextField
            autoFocus
            required
            label={translate('pages.keys.name')}
            value={name}
            error={refusals['name'] !== undefined}
            helperText={refusals['name'] ?? translate('pages.keys.name_hint')}
            onChange={({ target }) => setName(target.value)}
            slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off' } }}
          />
          <WhoUsesIt
            isSigning={isSigning}
            onChange={(next) => {
              setSigning(next)
              setKind('read')
              setChosen(new Set())
            }}
          />
          <TextField
            select
            label={translate('pages.keys.life')}
            value={String(days)}
            error={refusals['days'] !== undefined}
            helperText={refusals['days']}
            onChange={({ target }) => setDays(target.value === 'null' ? null : Number(target.value))}
          >
            {livesOf(policy).map((each) => (
              <MenuItem key={each} value={String(each)}>
                {each === null ? translate('pages.keys.unending') : translate('pages.keys.days', { smart_count: each })}
              </MenuItem>
            ))}
          </TextField>
          <div>
            <FormLabel id="key-rights">{translate('pages.keys.rights')}</FormLabel>
            <RadioGroup
              aria-labelledby="key-rights"
              value={kind}
              onChange={({ target }) => setKind(target.value as Kind)}
            >
              {(Object.keys(kinds) as Kind[])
                .filter((each) => !isSigning || each !== 'everything')
                .map((each) => (
                  <FormControlLabel
                    key={each}
                    value={each}
                    control={<Radio size="small" />}
                    label={translate(`pages.keys.kind.${each}`)}
                  />
                ))}
            </RadioGroup>
          </div>
          {kind === 'chosen' && (
            <ScopeMatrix chosen={chosen} onChange={setChosen} error={ofScopes} isReading={isSigning} />
          )}
          {kind !== 'chosen' && ofScopes && <Alert severity="error">{ofScopes}</Alert>}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" loading={isPending} disabled={!name.trim() || scopes.length === 0}>
            {translate('pages.keys.make')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
