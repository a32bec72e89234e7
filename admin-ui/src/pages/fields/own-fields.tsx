import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Chip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Card } from '../parts/card.tsx'

/** What the resource has by itself, so that nobody adds it again. */
export function OwnFields({ resource }: { readonly resource: ManifestResource }) {
  const translate = useTranslate()
  return (
    <Card title={translate('pages.fields.own')}>
      <Box component="ul" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, listStyle: 'none', m: 0, p: 0 }}>
        {resource.fields
          .filter(({ custom }) => !custom)
          .map(({ name, label }) => (
            <li key={name}>
              <Chip size="small" variant="outlined" label={translate(label)} />
            </li>
          ))}
      </Box>
    </Card>
  )
}
