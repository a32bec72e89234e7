import {
  Box,
  FormControlLabel,
  FormHelperText,
  LinearProgress,
  MenuItem,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { CopyLine } from '../parts/copy-line.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useCore } from '../parts/use-core.ts'
import { useForm } from '../parts/use-form.ts'
import type { BusinessSettings } from './registrations.ts'
import { TermsFields } from './terms-fields.tsx'

/** Whether businesses may register themselves with this installation. */
export function BusinessRegistration({ onClose }: { readonly onClose: () => void }) {
  const { data } = useCore<BusinessSettings>('/registration/businesses')
  return data ? <BusinessForm settings={data} onClose={onClose} /> : <LinearProgress />
}

function BusinessForm({ settings, onClose }: { readonly settings: BusinessSettings; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { known, ...kept } = settings
  const [value, setValue] = useState(kept)
  const { send, errorOf, ...form } = useForm(() => {
    notify('pages.saved', { type: 'success' })
    onClose()
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
  return (
    <FormDialog
      {...form}
      title={translate('pages.registration.businesses.title')}
      onSubmit={() => send({ path: '/registration/businesses', method: 'PATCH', body: value })}
      onClose={onClose}
    >
      <div>
        <FormControlLabel
          control={<Switch checked={value.isOpen} onChange={({ target }) => put({ isOpen: target.checked })} />}
          label={translate('pages.registration.businesses.isOpen')}
        />
        <FormHelperText sx={{ mt: 0 }}>{translate('pages.registration.businesses.hint')}</FormHelperText>
      </div>
      {settings.isOpen && (
        <CopyLine label={translate('pages.registration.address')} text={`${location.origin}/register/business`} />
      )}
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
      <TermsFields value={value} errorOf={errorOf} onChange={put} />
    </FormDialog>
  )
}
