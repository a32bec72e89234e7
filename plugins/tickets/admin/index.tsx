import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Conversation } from './conversation/conversation.tsx'
import { MailPage } from './mail-page.tsx'

export default defineAdmin<typeof slots>({ slots: { conversation: Conversation, mail: MailPage } })
