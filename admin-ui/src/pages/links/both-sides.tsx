import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'

/** What is done there and what here, before anything can be seen. */
export function BothSides() {
  const translate = useTranslate()
  return (
    <>
      <Empty text={translate('pages.links.none')} />
      <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 2, px: 2, pb: 2.5 }}>
        {['there', 'here'].map((side) => (
          <div key={side}>
            <Typography component="h2" variant="subtitle2">
              {translate(`pages.links.${side}`)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {translate(`pages.links.${side}_steps`)}
            </Typography>
          </div>
        ))}
      </Box>
    </>
  )
}
