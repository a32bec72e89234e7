import { afterAll, beforeAll, expect, it } from 'vitest'
import { type KeptMail, startTestSmtp, type TestSmtp } from '../../../core/testing/smtp.ts'
import { domain, openPost, type Post, type Row } from './post.ts'

let post: Post
let smtp: TestSmtp
beforeAll(async () => {
  smtp = await startTestSmtp()
  post = await openPost({ smtpUrl: smtp.url })
  await post.settings({ strangers: 'accept' })
}, 60_000)
afterAll(async () => {
  await post.close()
  await smtp.close()
})

const header = ({ raw }: KeptMail, name: string) =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r\\n[ \\t]+.*)*)`, 'im').exec(raw)?.[1]?.replace(/\s+/g, ' ').trim()
const titled = async (title: string) => (await post.tickets({ title }))[0] as Row
const said = async (ticket: Row) => (await post.heard(post.admin, ticket)).map(({ text }) => text)
const say = (ticket: Row, text: string, more: object = {}) =>
  post.admin.post('/ticket-messages', { ticket: ticket.id, text, ...more })
/** What a mail program sends when somebody answers. */
const answering = (mail: KeptMail) => ({
  inReplyTo: header(mail, 'Message-ID') ?? '',
  references: `${header(mail, 'References')} ${header(mail, 'Message-ID')}`,
  subject: `Re: ${mail.subject}`,
})

it('who has no login is answered by mail alone, in one thread, and his answer comes back to it', async () => {
  const mira = 'mira@elsewhere.example'
  const asked = {
    from: `Mira Pop <${mira}>`,
    subject: 'Posters',
    text: 'How much?',
    messageId: '<p1@elsewhere.example>',
  }
  await post.send(asked)
  await post.work()
  const ticket = await titled('Posters')
  await say(ticket, 'She sounds impatient', { visibility: 'internal' })
  await say(ticket, 'Ten for a hundred.')
  await post.work()
  const mail = await smtp.next(mira)
  expect(mail.subject).toBe('Re: Posters')
  expect(mail.text).toContain('Ten for a hundred.')
  expect(mail.raw).not.toContain('impatient')
  expect(header(mail, 'In-Reply-To')).toBe('<p1@elsewhere.example>')
  expect(header(mail, 'References')).toContain('<p1@elsewhere.example>')
  expect(header(mail, 'Auto-Submitted')).toBe('no')
  const to = header(mail, 'Reply-To') ?? ''
  expect(to).toMatch(new RegExp(`^studio\\+[a-z2-7]{39}@${domain}$`))
  await post.send({ from: mira, to, ...answering(mail), text: 'And for fifty?' })
  await post.work()
  // A mail program that knows nothing of Reply-To still says what it answers.
  await post.send({ from: mira, ...answering(mail), text: 'In blue, please.' })
  await post.work()
  expect((await said(ticket)).slice(-2)).toEqual(['And for fifty?', 'In blue, please.'])
  expect(smtp.mails.filter(({ receivers }) => receivers.includes(mira))).toHaveLength(1)
  await post.admin.post(`/tickets/${ticket.id}/resolve`, { answer: 'Done.' })
  await post.work()
  expect((await smtp.next(mira)).text).toContain('Done.')
  await post.send({ from: mira, to, subject: 'Re', text: 'Not quite.' })
  await post.work()
  expect(await titled('Posters')).toMatchObject({ status: 'open' })
})

it('who has a login is told as he chose, and may answer that mail', async () => {
  const { client, send, work } = post
  await send({ from: client.email, subject: 'The frame', text: 'It is crooked.' })
  await work()
  const ticket = await titled('The frame')
  const note = await say(ticket, 'Not our fault', { visibility: 'internal' })
  expect(note.status).toBe(201)
  await say(ticket, 'Which side?')
  await work()
  const mail = await smtp.next(client.email)
  expect(mail.raw).not.toContain('Not our fault')
  expect(mail.text).toContain('Which side?')
  const to = header(mail, 'Reply-To') ?? ''
  await send({ from: client.email, to, ...answering(mail), text: 'The left.\n\n> Which side?' })
  await work()
  expect((await post.heard(client, ticket)).at(-1)).toMatchObject({
    text: 'The left.',
    side: 'client',
  })
  expect(await said(ticket)).toContain('The left.')
  // Another client's copy of the same mail opens nothing of it.
  await send({ from: post.other.email, to, ...answering(mail), text: 'I found this mail' })
  await work()
  expect(await said(ticket)).not.toContain('I found this mail')
})

it('that a mail could not be delivered is noted for the desk, is no ticket, and is answered by nothing', async () => {
  const { admin, send, work } = post
  const gone = 'gone@elsewhere.example'
  await send({ from: gone, subject: 'Bounces', text: 'Hello' })
  await work()
  const ticket = await titled('Bounces')
  await say(ticket, 'Hello to you')
  await work()
  const mail = await smtp.next(gone)
  const to = header(mail, 'Reply-To') ?? ''
  const tickets = (await post.tickets()).length
  const sent = smtp.mails.length
  const lines = [
    ...[
      'From: MAILER-DAEMON@elsewhere.example',
      `To: ${to}`,
      'Subject: Undelivered',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
    ],
    ...[
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Sorry.',
      '',
    ],
    ...[
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.elsewhere.example',
      '',
      `Final-Recipient: rfc822; ${gone}`,
    ],
    ...['Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user', '', '--b--', ''],
  ]
  expect((await send({ envelope: { from: '', to }, raw: lines.join('\r\n') })).code).toBe(250)
  await work()
  const [, , noted] = await post.heard(admin, ticket)
  expect(noted).toMatchObject({
    visibility: 'internal',
    text: `Could not be delivered to ${gone}: 550 5.1.1 no such user`,
  })
  expect((await post.mails()).at(-1)).toMatchObject({ status: 'refused', reason: 'bounce', ticket: ticket.id })
  expect(await post.tickets()).toHaveLength(tickets)
  await work()
  expect(smtp.mails.filter(({ receivers }) => receivers.includes(gone))).toHaveLength(1)
  expect(smtp.mails.slice(sent).every(({ receivers }) => !receivers.includes('MAILER-DAEMON@elsewhere.example'))).toBe(
    true,
  )
})
