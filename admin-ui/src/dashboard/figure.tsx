import DownIcon from '@mui/icons-material/ArrowDownward'
import UpIcon from '@mui/icons-material/ArrowUpward'
import { Box, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { FigureAnswer } from './answers.ts'
import { listAddress } from './list-address.ts'
import { useAmount } from './use-amount.ts'

/** A number to be seen from across the room; it leads to the records it speaks of. */
export function Figure({ answer }: { readonly answer: FigureAnswer }) {
  const { resource, where, unit, each, exact = true } = answer
  const amount = useAmount()
  const lines = answer.series ?? [{ currency: null, values: [answer.count ?? 0, answer.previous ?? 0] }]
  return (
    <Stack sx={{ gap: 0.5, containerType: 'inline-size' }}>
      {lines.map(({ currency, values: [now = 0, before = 0] }, index) => {
        const said = amount(now, unit, currency) + (exact ? '' : '+')
        return (
          <Box key={currency}>
            <Typography
              component={Link}
              to={listAddress(resource, where)}
              sx={{
                // As large as its card has room for: a digit is some two thirds as wide as it is high.
                fontSize: `clamp(14px, ${Math.round(150 / said.length)}cqi, ${index === 0 ? 28 : 20}px)`,
                whiteSpace: 'nowrap',
                fontWeight: 600,
                letterSpacing: '-0.01em',
                color: 'text.primary',
                textDecoration: 'none',
                fontVariantNumeric: 'tabular-nums',
                lineHeight: 1.15,
                '&:hover': { textDecoration: 'underline' },
              }}
            >
              {said}
            </Typography>
            {each && <Before each={each} now={now} before={before} said={amount(before, unit, currency)} />}
          </Box>
        )
      })}
    </Stack>
  )
}

interface BeforeProps {
  readonly each: 'day' | 'week' | 'month'
  readonly now: number
  readonly before: number
  readonly said: string
}

/** Whether more or less is good only the reader knows, so it has no colour. */
function Before({ each, now, before, said }: BeforeProps) {
  const translate = useTranslate()
  const Arrow = now > before ? UpIcon : DownIcon
  return (
    <Typography variant="caption" color="text.secondary" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      {now !== before && <Arrow sx={{ fontSize: '1em' }} aria-hidden />}
      {translate(`dashboard.before.${each}`, { amount: said })}
    </Typography>
  )
}
