import type { ManifestField } from '@guildhall/sdk/manifest'
import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { kindOf } from '../fields/kinds.ts'

/** One value under its name, to be read. */
export function Detail({ field }: { readonly field: ManifestField }) {
  const translate = useTranslate()
  const { Cell } = kindOf(field.kind)
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="div" variant="caption" color="textSecondary">
        {translate(field.label)}
      </Typography>
      <Box sx={{ minHeight: 24 }}>
        <Cell field={field} source={field.name} isFull />
      </Box>
    </Box>
  )
}
