import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'

export default defineAdmin<typeof slots>({ slots: { reports: () => null } })
