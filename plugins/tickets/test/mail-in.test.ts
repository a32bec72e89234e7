import { afterAll, beforeAll, expect, it } from 'vitest'
import { domain, openPost, type Post, type Row, replyTo } from './post.ts'

let post: Post
beforeAll(async () => {
  post = await openPost()
}, 60_000)
afterAll(() => post.close())

const titled = async (title: string) => (await post.tickets({ title }))[0] as Row
const texts = async (ticket: Row) => (await post.heard(post.admin, ticket)).map(({ text }) => text)
const last = async () => (await post.mails()).at(-1) as Row
it('a client writes a mail and it is a ticket of his, told to nobody else', async () => {
  const { client, other, work, send } = post
  expect(
    await send({ from: `Clara <${client.email}>`, subject: 'The red is wrong', text: 'It looks pink.' }),
  ).toMatchObject({
    code: 250,
  })
  await work()
  const ticket = await titled('The red is wrong')
  expect(ticket).toMatchObject({ requester: client.id, status: 'new', sender: null })
  expect(await post.heard(client, ticket)).toMatchObject([
    { text: 'It looks pink.', side: 'client', authorName: 'Clara' },
  ])
  expect((await other.get(`/tickets/${ticket.id}`)).status).toBe(404)
  expect(await last()).toMatchObject({ status: 'accepted', verdict: 'pass', ticket: ticket.id, person: client.id })
})

it('addresses are compared as at sign-in, and nothing is kept twice of what is sent twice', async () => {
  const mail = { from: 'CLARA@Studio.Example', subject: 'Twice', text: 'Once', messageId: '<one@studio.example>' }
  expect((await post.send(mail)).code).toBe(250)
  expect((await post.send(mail)).code).toBe(250)
  await post.work()
  expect((await post.send(mail)).code).toBe(250)
  await post.work()
  expect(await post.tickets({ title: 'Twice' })).toMatchObject([{ requester: post.client.id }])
  // Another's mail with the same Message-ID is another mail.
  await post.send({ ...mail, from: post.other.email })
  await post.work()
  expect(await post.tickets({ title: 'Twice' })).toHaveLength(2)
})

it('an answer to the address we gave out stands on the ticket, without what was quoted; a number in a subject is nothing', async () => {
  const { client, admin, send, work } = post
  const ticket = await titled('The red is wrong')
  const to = await replyTo(post, ticket)
  const said =
    'The dark one.\n\n--\nClara\n\nOn Tue, 10 Mar 2026 at 10:00, Studio <guildhall@example.org> wrote:\n> We look at it.\n'
  expect((await send({ from: client.email, to, subject: 'Re: The red is wrong', text: said })).code).toBe(250)
  await work()
  const heard = await post.heard(admin, ticket)
  expect(heard.at(-1)).toMatchObject({ text: 'The dark one.', author: client.id, visibility: 'public' })
  await send({ from: client.email, subject: `Re: [${ticket.number}] The red is wrong`, text: 'By number' })
  await work()
  expect(await texts(ticket)).not.toContain('By number')
  expect(await post.tickets({ title: `[${ticket.number}] The red is wrong` })).toHaveLength(1)
})

it('an answer to our general address stands on the ticket whose mail it refers to', async () => {
  const { client, send, work } = post
  const sent = { from: client.email, subject: 'By reference', text: 'One', messageId: '<ref-1@studio.example>' }
  await send(sent)
  await work()
  await send({
    ...sent,
    messageId: '<ref-2@studio.example>',
    inReplyTo: '<ref-1@studio.example>',
    subject: 'Re: other',
    text: 'Two',
  })
  await work()
  const ticket = await titled('By reference')
  expect(await texts(ticket)).toEqual(['One', 'Two'])
  // Another client who knows the Message-ID asks anew.
  await send({ from: post.other.email, references: '<ref-1@studio.example>', subject: 'Let me in', text: 'Three' })
  await work()
  expect(await texts(ticket)).toEqual(['One', 'Two'])
  expect(await titled('Let me in')).toMatchObject({ requester: post.other.id })
})

it('who is no party of a ticket says nothing on it, though he has its address', async () => {
  const { other, worker, send, work } = post
  const ticket = await titled('The red is wrong')
  const before = await texts(ticket)
  const to = await replyTo(post, ticket)
  await send({ from: other.email, to, subject: 'I answer too', text: 'Not mine' })
  await work()
  expect((await texts(ticket)).filter((text) => text === 'Not mine')).toEqual([])
  expect(await titled('I answer too')).toMatchObject({ requester: other.id })
  await send({ from: worker.email, to, subject: 'Nor mine', text: 'I am not asked' })
  await send({ from: 'friend@elsewhere.example', to, subject: 'A friend', text: 'He sent me this' })
  await work()
  expect(await texts(ticket)).toEqual([...before, 'We look at it.'])
  const held = await post.mails({ status: 'held' })
  expect(held.map(({ reason, ticket }) => [reason, ticket])).toEqual([
    ['notOnTicket', ticket.id],
    ['notOnTicket', ticket.id],
  ])
  // Whoever is to solve it may.
  await post.admin.post(`/tickets/${ticket.id}/assign`, { assignee: worker.id })
  await send({ from: worker.email, to, subject: 'Re', text: 'Printed anew' })
  await work()
  expect((await post.heard(post.client, ticket)).at(-1)).toMatchObject({ text: 'Printed anew', side: 'business' })
})

it('a forged sender is held, speaks as nobody, and is taken over or put away by the desk', async () => {
  const { admin, client, worker, send, work } = post
  const ticket = await titled('The red is wrong')
  const to = await replyTo(post, ticket)
  const before = await texts(ticket)
  const forged = { from: 'boss@bank.example', subject: 'Pay this', text: 'At once' }
  await send(forged)
  // Who may send for it sends from elsewhere; the envelope is another's, and From is the client's.
  await send({
    ...forged,
    envelope: { from: 'thief@elsewhere.example', to },
    from: client.email,
    to,
    text: 'I am Clara',
  })
  await send({ ...forged, from: 'x@strict.example' })
  await send({ ...forged, from: `${client.email}, ${post.other.email}`, sender: client.email, text: 'Both' })
  await work()
  expect(await texts(ticket)).toEqual(before)
  expect(await post.tickets({ title: 'Pay this' })).toEqual([])
  const held = (await post.mails({ status: 'held' })).slice(-4)
  expect(held.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail', 'fail'])
  const [bank, clara] = held as [Row, Row]
  expect((await worker.get(`/incoming-mails/${bank.id}`)).status).toBe(403)
  expect((await client.list('incoming-mails')).status).toBe(403)
  expect((await client.post(`/incoming-mails/${clara.id}/take`)).status).toBe(404)
  expect((await admin.post(`/incoming-mails/${bank.id}/reject`)).status).toBe(200)
  expect((await admin.post(`/incoming-mails/${bank.id}/take`)).status).toBe(409)
  expect((await admin.post(`/incoming-mails/${clara.id}/take`)).status).toBe(200)
  await work()
  const said = (await post.heard(admin, ticket)).at(-1)
  expect(said).toMatchObject({ text: 'I am Clara', side: 'client', author: null })
  expect((await admin.get(`/incoming-mails/${clara.id}`)).body).toMatchObject({
    status: 'accepted',
    decidedBy: admin.id,
  })
  expect(
    await post.studio.query('select 1 from public.incoming_mail_parts where mail_id = any($1)', [[bank.id, clara.id]]),
  ).toEqual([])
})

it('where nobody can be asked who sent it, it is held; a tenant may take it as a ticket that is nobody’s', async () => {
  const { client, send, work } = post
  const mail = { from: 'someone@silent.example', subject: 'Silent', text: 'Is anybody there?' }
  await send(mail)
  await work()
  expect(await last()).toMatchObject({ status: 'held', reason: 'unverified', verdict: 'unknown' })
  await post.settings({ whenUnverified: 'accept', strangers: 'accept' })
  await send({ ...mail, subject: 'Silent again' })
  await send({
    from: client.email,
    envelope: { from: 'q@silent.example', to: `studio@${domain}` },
    subject: 'As Clara',
    text: 'x',
  })
  await work()
  expect(await titled('Silent again')).toMatchObject({ requester: null, client: null, sender: expect.any(String) })
  expect(await titled('As Clara')).toBeUndefined()
  await post.settings({ whenUnverified: 'hold', strangers: 'hold' })
})

it('a stranger is held unless the business lets strangers in; then he asks, and answers on his own ticket only', async () => {
  const { admin, send, work } = post
  const mail = { from: 'Mira Pop <mira@elsewhere.example>', subject: 'What does it cost?', text: 'A poster' }
  await send(mail)
  await work()
  expect(await last()).toMatchObject({ status: 'held', reason: 'stranger', fromName: 'Mira Pop' })
  await post.settings({ strangers: 'accept' })
  await send({ ...mail, subject: 'Again' })
  await work()
  const ticket = await titled('Again')
  expect(ticket).toMatchObject({ requester: null })
  expect(await post.heard(admin, ticket)).toMatchObject([{ authorName: 'Mira Pop', side: 'client', author: null }])
  const to = await replyTo(post, ticket)
  await send({ ...mail, to, text: 'In blue' })
  await send({ ...mail, from: 'nobody@elsewhere.example', to, text: 'In red' })
  await work()
  expect(await texts(ticket)).toEqual(['A poster', 'We look at it.', 'In blue'])
  const { sender } = ticket
  expect((await admin.patch(`/ticket-senders/${sender}`, { blocked: true })).status).toBe(200)
  await send({ ...mail, to, text: 'And now?' })
  await work()
  expect(await last()).toMatchObject({ status: 'refused', reason: 'blocked' })
  await post.settings({ strangers: 'hold' })
})

it('what no person wrote, and what is our own, is refused and answered by nothing', async () => {
  const { client, send, work, studio } = post
  const tickets = (await post.tickets()).length
  const answers = (await studio.platform.mails()).length
  const from = client.email
  const automatic: [Record<string, string>, string][] = [
    [{ 'Auto-Submitted': 'auto-replied' }, 'automatic'],
    [{ 'X-Auto-Response-Suppress': 'All' }, 'automatic'],
    [{ Precedence: 'bulk' }, 'bulk'],
    [{ 'List-Id': '<news.studio.example>' }, 'list'],
    [{ 'X-Loop': `studio@${domain}` }, 'loop'],
  ]
  for (const [headers] of automatic) await send({ from, subject: 'Out of office', text: 'I am away', headers })
  await send({ from, subject: 'Empty path', text: 'x', envelope: { from: '', to: `studio@${domain}` } })
  await send({ from: `studio@${domain}`, subject: 'Ourselves', text: 'x' })
  await send({ from, subject: 'Ours', text: 'x', messageId: `<abc@${domain}>` })
  await send({ from, subject: 'A person', text: 'x', headers: { 'Auto-Submitted': 'no' } })
  await work()
  const reasons = (await post.mails({ status: 'refused' })).map(({ reason }) => reason)
  expect(reasons.slice(-8)).toEqual([...automatic.map(([, reason]) => reason), 'automatic', 'ownAddress', 'loop'])
  expect(await post.tickets()).toHaveLength(tickets + 1)
  expect((await studio.platform.mails()).filter((mail) => mail.to.includes(client.email)).length).toBeLessThanOrEqual(
    answers,
  )
})

it('letters of every kind are read: windows-1250, utf-8 in base64, HTML alone', async () => {
  const { client, send, work } = post
  const cyrillic = 'Красный цвет не тот'
  const raw = (lines: readonly string[]) => Buffer.from(lines.join('\r\n'), 'latin1')
  const envelope = { from: client.email, to: `studio@${domain}` }
  // ș and ț are not in windows-1250, which has ş and ţ.
  await send({
    envelope,
    raw: raw([
      ...[
        `From: ${client.email}`,
        `To: studio@${domain}`,
        'Subject: =?windows-1250?Q?Culoare_gre=BAit=E3?=',
        'MIME-Version: 1.0',
      ],
      ...[
        'Content-Type: text/plain; charset=windows-1250',
        'Content-Transfer-Encoding: 8bit',
        '',
        'Ro\xbaul nu e ro\xbau, \xeen \xfear\xe3.',
      ],
    ]),
  })
  await send({ from: client.email, subject: 'Цвет', text: cyrillic, textEncoding: 'base64' })
  await send({
    from: client.email,
    subject: 'Only HTML',
    html: '<p>It is <b>pink</b>.</p><script>alert(1)</script><p>Really.</p>',
  })
  await work()
  expect(await texts(await titled('Culoare greşită'))).toEqual(['Roşul nu e roşu, în ţară.'])
  expect(await texts(await titled('Цвет'))).toEqual([cyrillic])
  const [html] = await texts(await titled('Only HTML'))
  expect(html).toMatch(/^It is pink\.\s+Really\.$/)
})

it('what is attached becomes a file of the message that its readers open; the whole mail is kept for the desk', async () => {
  const { admin, client, other, send, work } = post
  const text = 'See the picture'
  await send({
    from: client.email,
    subject: 'With a file',
    text,
    attachments: [
      { filename: '../../plan.txt', content: 'A plan' },
      { filename: 'empty.txt', content: '' },
    ],
  })
  await work()
  const ticket = await titled('With a file')
  const [message] = (await post.heard(client, ticket)) as unknown as { attachments: string[]; text: string }[]
  expect(message?.attachments).toHaveLength(1)
  expect(message?.text).toMatch(/^See the picture\n\n\[.*empty\.txt/)
  const file = `/files/${message?.attachments[0]}`
  expect((await client.get(file)).body).toMatchObject({ name: 'plan.txt', type: 'text/plain' })
  expect((await other.get(file)).status).toBe(404)
  const [original] = (await last()).original as string[]
  expect((await admin.get(`/files/${original}`)).status).toBe(200)
  expect((await client.get(`/files/${original}`)).status).toBe(404)
})

it('what is for nobody here, or too large, is refused while it is sent; who sends too much is to come later', async () => {
  const { client, send } = post
  const mail = { from: client.email, subject: 'Refused', text: 'x' }
  for (const to of [
    `nobody@${domain}`,
    `studio+made-up@${domain}`,
    'studio@elsewhere.example',
    `studio+${'a'.repeat(39)}@${domain}`,
  ])
    expect((await send({ ...mail, to })).code).toBe(550)
  const large = { ...mail, text: 'x'.repeat(400_000) }
  expect((await send(large)).code).toBe(552)
  await post.settings({ mailsPerHour: 1 })
  expect((await send(mail)).code).toBe(451)
  await post.settings({ mailsPerHour: 30 })
  await post.work()
  expect(await post.tickets({ title: 'Refused' })).toEqual([])
})

it('where the plugin is off, nobody takes its mail', async () => {
  const { admin, client, send } = post
  const business = await post.studio.platform.tenancy.tenants.create({ slug: 'bare', name: 'Bare' })
  expect(business.slug).toBe('bare')
  expect((await send({ from: client.email, to: `bare@${domain}`, subject: 'Off', text: 'x' })).code).toBe(550)
  expect((await admin.get('/tickets/mail-address')).body).toEqual({ address: `studio@${domain}` })
  expect((await client.get('/tickets/mail-address')).status).toBe(403)
})

it('what was taken is worked on by whichever process comes next, and once', async () => {
  const { client, send, studio } = post
  expect((await send({ from: client.email, subject: 'Before the end', text: 'x' })).code).toBe(250)
  expect(await post.tickets({ title: 'Before the end' })).toEqual([])
  // The job of a process that died in its middle is asked for again.
  const { id } = await last()
  for (let round = 0; round < 2; round++) {
    await studio.asSystem((scope) => scope.later('tickets.takeMail', { mail: id }).then(() => {}))
    await post.work()
  }
  expect(await post.tickets({ title: 'Before the end' })).toHaveLength(1)
})
