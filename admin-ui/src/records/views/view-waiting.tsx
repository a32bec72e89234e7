import { Skeleton } from '@mui/material'

/** Where a way of looking is still being fetched. */
export const ViewWaiting = () => <Skeleton variant="rounded" height={420} aria-busy />
