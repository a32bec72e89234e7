import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { KeyFigures, MyFigures } from './key-figures/key-figures.tsx'
import { MadeFile } from './outputs/made-file.tsx'
import { OutsideCell } from './outside/cell.tsx'
import { OutsideInput } from './outside/input.tsx'
import { Reports } from './page.tsx'
import { NextRuns } from './sent/next-runs.tsx'
import { SentFile } from './sent/sent-file.tsx'

export default defineAdmin<typeof slots>({
  slots: {
    reports: Reports,
    figures: KeyFigures,
    myFigures: MyFigures,
    outside: { Cell: OutsideCell, Input: OutsideInput },
    nextRuns: NextRuns,
    sentFile: SentFile,
    madeFile: MadeFile,
  },
})
