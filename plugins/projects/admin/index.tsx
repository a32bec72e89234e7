import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { MyDay } from './day/my-day.tsx'
import { Progress } from './progress/progress.tsx'

export default defineAdmin<typeof slots>({ slots: { myDay: MyDay, progress: Progress } })
