import { type Theme, useMediaQuery } from '@mui/material'

/** Where a table has no room. */
export const useIsPhone = (): boolean => useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true })
