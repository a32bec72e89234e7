import { Box, Skeleton } from '@mui/material'

/** The outline of a record before it is there. */
export const Loading = () => (
  <Box sx={{ width: '100%', maxWidth: 960, pt: 2, display: 'grid', gap: 2 }} aria-busy>
    <Skeleton variant="text" width="40%" height={40} />
    <Skeleton variant="rounded" height={180} />
    <Skeleton variant="rounded" height={120} />
  </Box>
)
