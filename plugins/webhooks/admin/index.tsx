import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Answers } from './delivery/answers.tsx'
import { HealthCell } from './endpoint/health.tsx'
import { Secret } from './endpoint/secret.tsx'
import { Test } from './endpoint/test.tsx'
import { EventsCell } from './events/cell.tsx'
import { EventsInput } from './events/input.tsx'

export default defineAdmin<typeof slots>({
  slots: {
    events: { Cell: EventsCell, Input: EventsInput },
    health: { Cell: HealthCell },
    secret: Secret,
    test: Test,
    answers: Answers,
  },
})
