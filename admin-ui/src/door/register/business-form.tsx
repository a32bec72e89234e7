import { Box, Divider, Link, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { Doorway } from '../doorway.tsx'
import { Field } from '../field.tsx'
import { Form } from '../form.tsx'
import { useWords } from '../words.ts'
import { guessed, slugOf } from './guess.ts'
import type { Open } from './open.ts'
import { Places } from './places.tsx'
import { Sent } from './sent.tsx'
import { useRegistering } from './use-registering.ts'
import { YourselfFields } from './yourself.tsx'

/** A business of one's own: what it is called and of what kind it is; where it is and how it counts is guessed. */
export function BusinessForm({ presets, terms }: NonNullable<Open['businesses']>) {
  const { translate, language } = useWords()
  const registering = useRegistering('/api/auth/registration/businesses')
  const [business, setBusiness] = useState('')
  const [slug, setSlug] = useState<string | null>(null)
  const [preset, setPreset] = useState(presets[0] ?? null)
  const [place, setPlace] = useState(() => guessed(language))
  const { errorOf } = registering
  const shown = slug ?? slugOf(business)
  if (registering.isSent) return <Sent email={registering.values.email} />
  return (
    <Doorway title={translate('door.register.business.title')}>
      <Form
        error={registering.error}
        isBusy={registering.isBusy}
        submit={translate('door.register.send')}
        onSubmit={() => void registering.submit({ business, slug: shown, preset, ...place })}
      >
        <Field
          label={translate('door.register.business.name')}
          autoComplete="organization"
          autoFocus
          value={business}
          onText={setBusiness}
          error={errorOf('business')}
        />
        <Field
          label={translate('door.register.business.slug')}
          autoComplete="off"
          value={shown}
          onText={(text) => setSlug(text.toLowerCase())}
          error={errorOf('slug')}
          hint={`${location.origin}/at/${shown || '…'}`}
        />
        {presets.length > 0 && (
          <TextField
            select
            label={translate('door.register.business.kind')}
            value={preset ?? ''}
            error={errorOf('preset') !== undefined}
            helperText={errorOf('preset')}
            onChange={({ target }) => setPreset(target.value || null)}
          >
            {presets.map((name) => (
              <MenuItem key={name} value={name}>
                {translate(`door.register.presets.${name}`, { defaultValue: name })}
              </MenuItem>
            ))}
          </TextField>
        )}
        <Places value={place} errorOf={errorOf} onChange={setPlace} />
        <Box>
          <Divider sx={{ mb: 1 }} />
          <Typography variant="body2" color="text.secondary">
            {translate('door.register.business.you')}
          </Typography>
        </Box>
        <YourselfFields registering={registering} terms={terms} />
      </Form>
      <Link href="/sign-in" variant="body2" sx={{ display: 'inline-block', mt: 2 }}>
        {translate('door.back')}
      </Link>
    </Doorway>
  )
}
