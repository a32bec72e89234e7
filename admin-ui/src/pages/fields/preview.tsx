import { Box, Typography } from '@mui/material'
import { Form, useTranslate } from 'react-admin'
import { kindOf } from '../../fields/kinds.ts'
import { useManifest } from '../../server/manifest.ts'
import { type Draft, previewOf, textIn } from './field.ts'

/** The input as a form will have it; nothing of it is kept. */
export function Preview({ draft }: { readonly draft: Draft }) {
  const translate = useTranslate()
  const { language, tenant } = useManifest()
  const label = textIn(draft.labels, language, tenant.language) || translate('pages.fields.label')
  const { Input } = kindOf(draft.kind)
  return (
    <Box sx={{ p: 1.5, borderRadius: 1, border: 1, borderColor: 'divider', borderStyle: 'dashed' }}>
      <Typography variant="overline" color="textSecondary" component="p" sx={{ m: 0, lineHeight: 2 }}>
        {translate('pages.fields.preview')}
      </Typography>
      {Input && (draft.kind !== 'ref' || draft.target) && (
        <Form key={`${draft.kind} ${draft.target ?? ''}`} record={{}} onSubmit={() => {}}>
          <Input field={previewOf(draft, label)} source="preview" />
        </Form>
      )}
    </Box>
  )
}
