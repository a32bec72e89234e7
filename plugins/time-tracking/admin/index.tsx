import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Board } from './board/board.tsx'
import { Sheet } from './sheet/sheet.tsx'
import { Timer } from './timer/timer.tsx'
import { Week } from './week/week.tsx'

export default defineAdmin<typeof slots>({ slots: { timer: Timer, board: Board, week: Week, sheet: Sheet } })
