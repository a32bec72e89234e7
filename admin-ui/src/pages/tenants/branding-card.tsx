import { Alert, Box, Button, FormControlLabel, Switch, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { logoAddress } from '../../shell/logo-address.ts'
import { Card } from '../parts/card.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { BrandingPreview } from './branding-preview.tsx'
import { pictureIn } from './picture-in.ts'

export interface Branding {
  readonly name: string | null
  readonly color: string | null
  readonly logo: string | null
  readonly isPublic: boolean
}

/** How the business looks, to be seen while it is changed. */
export function BrandingCard() {
  const translate = useTranslate()
  const { data } = useCore<Branding>('/tenant/branding')
  return (
    <Card title={translate('pages.branding.title')} lead={translate('pages.branding.lead')}>
      {data && <BrandingForm key={JSON.stringify(data)} branding={data} />}
    </Card>
  )
}

function BrandingForm({ branding }: { readonly branding: Branding }) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const { tenant } = useManifest()
  const [name, setName] = useState(branding.name ?? '')
  const [color, setColor] = useState(branding.color ?? '')
  const [isPublic, setPublic] = useState(branding.isPublic)
  // Undefined for the one it has, null for none.
  const [picture, setPicture] = useState<{ base64: string; address: string } | null>()
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const { mutate, isPending } = useTell<Branding>({
    async onDone() {
      notify('pages.saved', { type: 'success' })
      await reopen()
    },
    onRefused({ message, errors = {} }) {
      setErrors(Object.keys(errors).length > 0 ? errors : { form: message })
      return true
    },
  })
  const isColor = /^#[0-9a-fA-F]{6}$/.test(color)
  const logo = picture === undefined ? logoAddress(tenant.slug, branding.logo) : (picture?.address ?? null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setErrors({})
    const body = { name: name.trim() || null, color: color || null, isPublic }
    mutate({
      path: '/tenant/branding',
      method: 'PATCH',
      body: picture === undefined ? body : { ...body, logo: picture?.base64 ?? null },
    })
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ display: 'grid', gap: 2 }}>
      {errors['form'] && <Alert severity="error">{errors['form']}</Alert>}
      <TextField
        label={translate('pages.branding.name')}
        placeholder={tenant.name}
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={errors['name'] !== undefined}
        helperText={errors['name'] ?? translate('pages.branding.name_hint')}
        slotProps={{ htmlInput: { maxLength: 60 }, inputLabel: { shrink: true } }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start' }}>
        <TextField
          sx={{ flex: '1 1 200px' }}
          label={translate('pages.branding.color')}
          placeholder="#2f4b7c"
          value={color}
          onChange={({ target }) => setColor(target.value.trim())}
          error={(color !== '' && !isColor) || errors['color'] !== undefined}
          helperText={errors['color'] ?? translate('pages.branding.color_hint')}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <Box
          component="input"
          type="color"
          aria-label={translate('pages.branding.pick')}
          value={isColor ? color.toLowerCase() : '#2f4b7c'}
          onChange={({ target }) => setColor((target as HTMLInputElement).value)}
          sx={{ width: 44, height: 40, p: 0, border: 0, background: 'none', cursor: 'pointer' }}
        />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <FileButton
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          onFile={(file) => void pictureIn(file).then(setPicture)}
        >
          {translate('pages.branding.choose')}
        </FileButton>
        {logo && <Button onClick={() => setPicture(null)}>{translate('pages.branding.remove')}</Button>}
        <Typography variant="body2" color={errors['logo'] ? 'error' : 'textSecondary'} sx={{ flex: '1 1 200px' }}>
          {errors['logo'] ?? translate('pages.branding.logo_hint')}
        </Typography>
      </Box>
      <BrandingPreview name={name.trim() || tenant.name} color={isColor ? color : null} logo={logo} />
      <FormControlLabel
        control={<Switch checked={isPublic} onChange={(_event, checked) => setPublic(checked)} />}
        label={translate('pages.branding.public')}
      />
      <Typography variant="body2" color="textSecondary" sx={{ mt: -1.5 }}>
        {translate('pages.branding.public_hint')}
      </Typography>
      <Box>
        <Button type="submit" variant="contained" loading={isPending} disabled={color !== '' && !isColor}>
          {translate('ra.action.save')}
        </Button>
      </Box>
    </Box>
  )
}
