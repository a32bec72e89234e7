import { type Message, offerChannel } from '@guildhall/contract-notifications'
import type { Letter, Work } from '@guildhall/sdk'
import { receiverOf } from '../people.ts'
import { type MailServer, mailServerOf, post } from './smtp.ts'

/** Mail: by the tenant's own server where it has one, else by the installation's. */
export const mailChannel = offerChannel({
  name: 'mail',
  label: 'notifications:channels.mail',
  digests: true,
  ready: async () => true,
  reach: async ({ scope, person }) => (await receiverOf(scope, person))?.email ?? null,
  async send({ work, to, message }) {
    const { language, name, title, paragraphs, path, unsubscribe, thread } = message
    const words = await work.within(async (scope) => ({
      button: scope.t('notifications:mail.button', {}, language),
      preferences: scope.t('notifications:mail.preferences', {}, language),
      unsubscribe: scope.t('notifications:mail.unsubscribe', {}, language),
      server: mailServerOf(scope),
    }))
    const written = await work.letter({
      ...{ language, name, subject: title, paragraphs, button: { label: words.button, path } },
      notes: [
        { text: words.preferences, path: `/at/${work.tenant.slug}/notifications/preferences` },
        ...(unsubscribe ? [{ text: words.unsubscribe, path: unsubscribe }] : []),
      ],
    })
    const letter = {
      ...written,
      to: { name, address: to },
      headers: headersOf(work, message, words.server),
      ...(thread?.returnPath && { returnPath: thread.returnPath }),
    }
    return carry(work, letter, words.server)
  },
})

function headersOf(
  { publicUrl }: Work,
  { id, language, unsubscribe, thread }: Pick<Message, 'id' | 'language' | 'unsubscribe' | 'thread'>,
  server: MailServer | null,
): Record<string, string> {
  const host = server?.from.split('@')[1] ?? new URL(publicUrl).hostname
  return {
    // The same at every try, so that a mailbox which got it already knows it.
    'Message-ID': `<${id}@${host}>`,
    'Content-Language': language,
    ...thread?.headers,
    ...(unsubscribe && {
      'List-Unsubscribe': `<${publicUrl}${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}

async function carry(work: Work, letter: Letter, server: MailServer | null) {
  if (server) return post(work, server, letter)
  await work.mail(letter)
  return { outcome: 'sent' as const }
}
