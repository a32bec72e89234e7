import ArrangeIcon from '@mui/icons-material/DashboardCustomize'
import { Box, Button, Skeleton, Stack } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { Title, useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { Empty } from '../shell/empty.tsx'
import { FirstSteps } from '../shell/first-steps/first-steps.tsx'
import { gridOf, runs, stripOf } from './grid.ts'
import { StandingCard } from './home-card.tsx'
import { type Cards, useCards } from './use-cards.ts'

const Arranging = lazy(() => import('./arranging.tsx'))

/** The first screen: what this person should know today, in his own order. */
export function Dashboard() {
  const { actor } = useManifest()
  const translate = useTranslate()
  const cards = useCards()
  const [isArranging, setIsArranging] = useState(false)
  return (
    <Stack sx={{ gap: 2, pt: 1 }}>
      <Title title={translate('dashboard.hello', { name: actor.label })} />
      {/* On the line of the screen's title, which the frame draws. */}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, mt: { xs: 0, sm: -5.5 } }}>
        <Buttons cards={cards} isArranging={isArranging} onArrange={setIsArranging} />
      </Box>
      <FirstSteps />
      {isArranging ? (
        <Suspense fallback={<Skeleton variant="rounded" height={200} />}>
          <Arranging cards={cards} />
        </Suspense>
      ) : (
        <Standing cards={cards} />
      )}
    </Stack>
  )
}

function Standing({ cards: { shown, hidden } }: { readonly cards: Cards }) {
  const translate = useTranslate()
  if (shown.length === 0)
    return <Empty text={translate(hidden.length > 0 ? 'dashboard.all_hidden' : 'dashboard.empty')} />
  return (
    <Box sx={gridOf}>
      {runs(shown).map((run) =>
        run[0]?.isNarrow ? (
          <Box key={run[0].key} sx={stripOf}>
            {run.map((card) => (
              <StandingCard key={card.key} card={card} />
            ))}
          </Box>
        ) : (
          run.map((card) => <StandingCard key={card.key} card={card} />)
        ),
      )}
    </Box>
  )
}

interface ButtonsProps {
  readonly cards: Cards
  readonly isArranging: boolean
  readonly onArrange: (isArranging: boolean) => void
}

function Buttons({ cards: { shown, hidden, isTouched, reset }, isArranging, onArrange }: ButtonsProps) {
  const translate = useTranslate()
  if (shown.length + hidden.length === 0) return null
  if (!isArranging)
    return (
      <Button size="small" color="inherit" startIcon={<ArrangeIcon />} onClick={() => onArrange(true)}>
        {translate('dashboard.arrange')}
      </Button>
    )
  return (
    <>
      <Button size="small" color="inherit" onClick={reset} disabled={!isTouched}>
        {translate('dashboard.reset')}
      </Button>
      <Button size="small" variant="contained" onClick={() => onArrange(false)}>
        {translate('dashboard.done')}
      </Button>
    </>
  )
}
