import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  FormHelperText,
  MenuItem,
  Skeleton,
  Switch,
  TextField,
  Typography,
  useMediaQuery,
  useTheme,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useCore, useTell } from '../parts/use-core.ts'
import { DoorAddress } from './door-address.tsx'
import type { BusinessSettings } from './registrations.ts'
import { TermsFields } from './terms-fields.tsx'

/** Whether businesses may register themselves with this installation. */
export function BusinessRegistration({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const isPhone = useMediaQuery(useTheme().breakpoints.down('sm'))
  const { data } = useCore<BusinessSettings>('/registration/businesses')
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth fullScreen={isPhone} aria-labelledby="businesses">
      <DialogTitle id="businesses">{translate('pages.registration.businesses.title')}</DialogTitle>
      {data ? (
        <BusinessForm settings={data} onClose={onClose} />
      ) : (
        <DialogContent>
          <Skeleton variant="rectangular" height={240} />
        </DialogContent>
      )}
    </Dialog>
  )
}

function BusinessForm({ settings, onClose }: { readonly settings: BusinessSettings; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { known, ...kept } = settings
  const [value, setValue] = useState(kept)
  const [refusal, setRefusal] = useState<{ message: string; errors: Record<string, string> }>()
  const { mutate, isPending } = useTell({
    onDone() {
      notify('pages.saved', { type: 'success' })
      onClose()
    },
    onRefused({ message, errors }) {
      setRefusal({ message, errors: (errors as Record<string, string> | undefined) ?? {} })
      return true
    },
  })
  const put = (changes: Partial<typeof kept>) => setValue({ ...value, ...changes })
  const quota = (name: 'people' | 'records') => (
    <TextField
      type="number"
      label={translate(`core:quotas.${name}`)}
      value={value.quotas[name] ?? ''}
      onChange={({ target }) => {
        const { [name]: _, ...others } = value.quotas
        put({ quotas: target.value === '' ? others : { ...others, [name]: Number(target.value) } })
      }}
      slotProps={{ htmlInput: { min: 0 } }}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ path: '/registration/businesses', method: 'PATCH', body: value })
  }
  return (
    <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
        {refusal && <Alert severity="error">{refusal.message}</Alert>}
        <div>
          <FormControlLabel
            control={<Switch checked={value.isOpen} onChange={({ target }) => put({ isOpen: target.checked })} />}
            label={translate('pages.registration.businesses.isOpen')}
          />
          <FormHelperText sx={{ mt: 0 }}>{translate('pages.registration.businesses.hint')}</FormHelperText>
        </div>
        {settings.isOpen && <DoorAddress slug={null} />}
        <TextField
          select
          label={translate('pages.registration.businesses.presets')}
          value={value.presets.filter((name) => known.includes(name))}
          helperText={translate('pages.registration.businesses.presetsHint')}
          slotProps={{ select: { multiple: true } }}
          onChange={({ target }) => put({ presets: target.value as unknown as string[] })}
        >
          {known.map((name) => (
            <MenuItem key={name} value={name}>
              {translate(`door.register.presets.${name}`, { _: name })}
            </MenuItem>
          ))}
        </TextField>
        <Typography variant="body2" color="text.secondary">
          {translate('pages.registration.businesses.limits')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr 1fr' } }}>
          {quota('people')}
          {quota('records')}
          <TextField
            type="number"
            label={translate('pages.registration.businesses.perHour')}
            value={value.perHour}
            onChange={({ target }) => put({ perHour: Number(target.value) })}
            slotProps={{ htmlInput: { min: 1, max: 1000 } }}
          />
        </Box>
        <TermsFields value={value} errorOf={(name) => refusal?.errors[name]} onChange={put} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button type="submit" variant="contained" loading={isPending}>
          {translate('ra.action.save')}
        </Button>
      </DialogActions>
    </form>
  )
}
