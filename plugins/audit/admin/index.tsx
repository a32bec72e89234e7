import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Past } from './past.tsx'

export default defineAdmin<typeof slots>({ slots: { past: Past } })
