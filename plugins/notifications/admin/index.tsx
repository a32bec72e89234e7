import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Bell } from './bell/bell.tsx'
import { Inbox } from './inbox/inbox.tsx'
import { MailPage } from './mail/mail-page.tsx'
import { PreferencesPage } from './preferences/preferences-page.tsx'
import { TemplatesPage } from './templates/templates-page.tsx'

export default defineAdmin<typeof slots>({
  slots: { bell: Bell, inbox: Inbox, preferences: PreferencesPage, mail: MailPage, templates: TemplatesPage },
})
