import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Conversation } from './conversation/conversation.tsx'

export default defineAdmin<typeof slots>({ slots: { conversation: Conversation } })
