import { Skeleton } from '@mui/material'
import { type ReactNode, Suspense, use, useState } from 'react'
import type { AdminModule } from '../shared/module.ts'
import { Boundary } from './boundary.tsx'
import { Failure } from './failure.tsx'
import { loadModule } from './load.ts'
import { useReport } from './use-report.ts'
import type { PlacedSlot } from './use-slots.ts'

type Fill = AdminModule['slots'][string]

export interface SlotProps {
  readonly placed: PlacedSlot
  /** Draws what the module has for this slot. */
  readonly children: (fill: Fill) => ReactNode
  /** Drawn while the module is on its way. */
  readonly waiting?: ReactNode
}

/** One place that a plugin's module fills. Whatever goes wrong in it stays in it. */
export function Slot({ placed, children, waiting = <Skeleton variant="rounded" height={48} /> }: SlotProps) {
  const [attempt, setAttempt] = useState(0)
  const report = useReport(placed)
  return (
    <Boundary
      key={attempt}
      onError={report}
      instead={<Failure placed={placed} onRetry={() => setAttempt(attempt + 1)} />}
    >
      <Suspense fallback={waiting}>
        <Filled placed={placed} attempt={attempt}>
          {children}
        </Filled>
      </Suspense>
    </Boundary>
  )
}

function Filled({ placed: { module, slot }, attempt, children }: SlotProps & { readonly attempt: number }) {
  const fill = use(loadModule(module, attempt)).slots[slot.name]
  if (!fill) throw new Error(`The module of ${module.plugin} fills no slot ${slot.name}`)
  return children(fill)
}
