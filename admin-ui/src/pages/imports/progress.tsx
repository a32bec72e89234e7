import { Box, Button, LinearProgress, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Card } from '../parts/card.tsx'
import { useTell } from '../parts/use-core.ts'
import type { Import } from './imports.ts'

/** How far it is, and the way to stop. */
export function Progress({ found }: { readonly found: Import }) {
  const translate = useTranslate()
  const { mutate, isPending } = useTell()
  const { id, done, total, state, stopping } = found
  const mayStop = state !== 'undoing'
  return (
    <Card>
      <Box sx={{ display: 'grid', gap: 1.5 }} role="status">
        <Typography>{translate(`pages.imports.state.${state}`)}</Typography>
        <LinearProgress
          variant={done > 0 ? 'determinate' : 'indeterminate'}
          value={total > 0 ? (100 * done) / total : 0}
          aria-label={translate(`pages.imports.state.${state}`)}
        />
        <Typography variant="body2" color="textSecondary">
          {translate('pages.imports.rows_of', { done, smart_count: total })}
        </Typography>
        {mayStop && (
          <Box>
            <Button
              color="inherit"
              variant="outlined"
              loading={isPending || stopping}
              onClick={() => mutate({ path: `/imports/${id}/stop`, body: {} })}
            >
              {translate('pages.imports.stop')}
            </Button>
          </Box>
        )}
      </Box>
    </Card>
  )
}
