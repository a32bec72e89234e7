import { Box, LinearProgress, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import type { Usage } from './tenants.ts'
import { useQuotaName } from './use-quota-name.ts'

/** How far each limit is used; from four fifths on it is said in words, too. */
export function UsageBars({ usage }: { readonly usage: readonly Usage[] }) {
  const translate = useTranslate()
  const say = useSay()
  const nameOf = useQuotaName()
  return (
    <Box component="ul" sx={{ display: 'grid', gap: 2, listStyle: 'none', m: 0, p: 0 }}>
      {usage.map(({ quota, most, used }) => {
        const share = used === null ? 0 : most === 0 ? 1 : Math.min(used / most, 1)
        const color = share >= 1 ? 'error' : share >= 0.8 ? 'warning' : 'primary'
        return (
          <Box component="li" key={quota}>
            <Box sx={{ display: 'flex', gap: 1, mb: 0.5 }}>
              <Typography variant="body2" sx={{ flex: 1, '&::first-letter': { textTransform: 'uppercase' } }}>
                {nameOf(quota)}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {used === null ? say('number', most) : `${say('number', used)} / ${say('number', most)}`}
              </Typography>
            </Box>
            {used !== null && (
              <LinearProgress
                variant="determinate"
                value={share * 100}
                color={color}
                aria-label={nameOf(quota)}
                sx={{ height: 8, borderRadius: 4 }}
              />
            )}
            {share >= 0.8 && (
              <Typography variant="caption" color={color}>
                {translate(share >= 1 ? 'pages.quotas.full' : 'pages.quotas.near')}
              </Typography>
            )}
          </Box>
        )
      })}
    </Box>
  )
}
