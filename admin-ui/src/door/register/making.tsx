import CheckIcon from '@mui/icons-material/CheckCircle'
import { Box, CircularProgress, LinearProgress, Typography } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../ask.ts'
import { Doorway } from '../doorway.tsx'
import type { Arrived } from '../use-arrival.ts'
import { useWords } from '../words.ts'

const steps = ['tenant', 'preset', 'made'] as const
interface Progress {
  readonly step: (typeof steps)[number] | 'unverified'
  readonly tenant: Arrived['tenant']
}

export interface MakingProps {
  readonly token: string
  readonly name: string
  readonly onMade: (tenant: Arrived['tenant']) => Promise<void>
}

/** The business is being made; who closes the page finds it made later. */
export function Making({ token, name, onMade }: MakingProps) {
  const { translate, language } = useWords()
  const [step, setStep] = useState<Progress['step']>('tenant')
  const done = useRef(onMade)
  done.current = onMade
  useEffect(() => {
    let isGone = false
    const look = async () => {
      const asked = await ask<Progress>(language, '/api/auth/registration/businesses/progress', { token })
      if (isGone) return
      if ('answer' in asked) {
        setStep(asked.answer.step)
        if (asked.answer.step === 'made') return done.current(asked.answer.tenant)
      }
      setTimeout(() => void look(), 700)
    }
    void look()
    return () => {
      isGone = true
    }
  }, [token, language])
  const reached = (steps as readonly string[]).indexOf(step)
  return (
    <Doorway title={translate('door.register.making.title', { name })}>
      <LinearProgress
        variant="determinate"
        value={((reached + 1) / (steps.length + 1)) * 100}
        aria-label={translate('door.register.making.title', { name })}
        sx={{ mb: 2 }}
      />
      <Box role="status" sx={{ display: 'grid', gap: 1.5 }}>
        {steps.map((each, nth) => (
          <Box key={each} sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
            {nth < reached ? (
              <CheckIcon color="success" fontSize="small" aria-hidden />
            ) : (
              <CircularProgress
                size={20}
                aria-hidden
                variant={nth === reached ? 'indeterminate' : 'determinate'}
                value={0}
              />
            )}
            <Typography color={nth > reached ? 'text.secondary' : 'text.primary'}>
              {translate(`door.register.making.${each}`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Doorway>
  )
}
