import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLocales } from '../../src/i18n/files.ts'
import { createVocabulary, type Vocabulary } from '../../src/i18n/vocabulary.ts'
import type { Word } from '../../src/i18n/words.ts'
import { parseMailbox } from '../../src/mail/address.ts'
import { linkTo } from '../../src/mail/link.ts'
import { createMailer, type Mailer, type MailRequest } from '../../src/mail/mailer.ts'
import { startTestSmtp, type TestSmtp } from '../../testing/smtp.ts'

const publicUrl = 'https://studio.example/crm'
const from = 'Studio Ștefănescu <post@studio.example>'
const invitation = {
  template: 'invitation',
  zone: 'Europe/Bucharest',
  params: {
    name: 'Ana Țurcanu',
    tenant: 'Atelier & Co',
    path: '/invitation#token=a&b=c',
    expiresAt: '2026-03-29T00:30:00.000Z',
  },
} as const

let folder: string
let smtp: TestSmtp
let vocabulary: Vocabulary
let mailer: Mailer
const words: Word[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'))
  smtp = await startTestSmtp()
  vocabulary = await createVocabulary({
    files: loadLocales(`${import.meta.dirname}/../../../locales`),
    words: {
      installation: async () => ({ version: '0', languages: [], words: [] }),
      version: async () => '0',
      tenant: async () => ({ version: '0', words }),
    },
  })
  mailer = createMailer({ smtpUrl: smtp.url, inboxDir: folder, publicUrl, from, vocabulary })
})
afterAll(async () => {
  await mailer?.close()
  await smtp?.close()
  rmSync(folder, { recursive: true })
})

describe('an invitation', () => {
  it('reaches its receiver over SMTP in his language, with his clock and a link to the public address', async () => {
    await mailer.send({ ...invitation, to: { name: 'Ana Țurcanu', address: 'ana@client.example' }, language: 'ro' })
    const mail = await smtp.next('ana@client.example')
    expect(mail.subject).toBe('Invitație: Atelier & Co')
    expect(mail.from).toBe('Studio Ștefănescu <post@studio.example>')
    expect(mail.to).toBe('Ana Țurcanu <ana@client.example>')
    expect(mail.text).toContain('Bună ziua, Ana Țurcanu,')
    expect(mail.text).toContain('până la 29 mar. 2026, 02:30')
    expect(mail.text).toContain('https://studio.example/crm/invitation#token=a&b=c')
    expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
    expect(mail.raw).toMatch(/^Content-Language: ro\r?$/m)
  })

  it('is Russian for who reads Russian, and English for a language nobody has', async () => {
    await mailer.send({ ...invitation, to: 'ivan@client.example', language: 'ru' })
    expect((await smtp.next('ivan@client.example')).subject).toBe('Приглашение: Atelier & Co')
    await mailer.send({ ...invitation, to: 'joe@client.example', language: 'sw' })
    expect((await smtp.next('joe@client.example')).text).toContain('You are invited to join Atelier & Co.')
  })

  it('carries no markup, whatever people call themselves and their business', async () => {
    const evil = '<script>alert(1)</script>"\'&'
    await mailer.send({
      ...invitation,
      to: 'eve@client.example',
      language: 'en',
      params: { ...invitation.params, name: evil, tenant: '<img src=x>' },
    })
    const { raw, text } = await smtp.next('eve@client.example')
    expect(text).toContain(`Hello ${evil},`)
    const html = raw.slice(raw.indexOf('text/html')).replace(/=\r?\n/g, '')
    expect(html).toContain('&#60;script&#62;alert(1)')
    expect(html).toContain('join &#60;img src=3Dx&#62;.')
    expect(html).not.toMatch(/<(script|img)/)
  })

  it('shows a tenant’s own wording as text too', async () => {
    words.push({ language: 'en', namespace: 'core', key: 'mail.invitation.button', value: '<b>Come in</b>' })
    await mailer.send({
      ...invitation,
      to: 'own@client.example',
      language: 'en',
      tenant: { id: 'tenant', language: 'en' },
    })
    const { raw, text } = await smtp.next('own@client.example')
    expect(text).toContain('<b>Come in</b>:')
    expect(raw).toContain('&#60;b&#62;Come in')
  })
})

it('every account mail has all its texts in every language', async () => {
  const at = '2026-11-22T10:00:00.000Z'
  for (const language of ['en', 'ro', 'ru'])
    for (const template of ['invitation', 'reset', 'passwordChanged'] as const) {
      const to = `${template.toLowerCase()}-${language}@client.example`
      await mailer.send({ to, template, language, params: { tenant: 'Atelier', path: '/reset', expiresAt: at, at } })
      const { subject, text } = await smtp.next(to)
      expect(`${subject}\n${text}`).not.toMatch(/mail\.|\{\{|\$t\(|undefined|null/)
    }
})

describe('a mail is not sent', () => {
  const send = (change: Partial<MailRequest>) =>
    mailer.send({ ...invitation, to: 'safe@client.example', language: 'en', ...change })

  it.each([
    'a@b.example\r\nBcc: all@b.example',
    'a@b.example, c@b.example',
    'a@b.example\u0000',
    '"a b"@b.example',
    'A <a@b.example>',
    'nobody',
    '',
  ])('to %j', async (to) => {
    await expect(send({ to })).rejects.toMatchObject({ code: 'mail.unsafe_header', status: 422 })
  })

  it('to a name that brings a header of its own', async () => {
    await expect(send({ to: { name: 'A\r\nBcc: all@b.example', address: 'a@b.example' } })).rejects.toMatchObject({
      code: 'mail.unsafe_header',
    })
    expect(() => parseMailbox('A\nB <a@b.example>')).toThrow('mail.unsafe_header')
  })

  it('with a subject that brings a header of its own: the break becomes a space', async () => {
    await send({ to: 'subject@client.example', params: { ...invitation.params, tenant: 'A\r\nBcc: all@b.example' } })
    const mail = await smtp.next('subject@client.example')
    expect(mail.subject).toBe('Invitation to A Bcc: all@b.example')
    expect(mail.raw.split(/\r?\n\r?\n/)[0]).not.toMatch(/^bcc:/im)
    expect(mail.receivers).toEqual(['subject@client.example'])
  })

  it('with a link that leads elsewhere', async () => {
    for (const path of [
      '//evil.example/x',
      'https://evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '../../outside',
    ])
      expect(() => linkTo(publicUrl, path), path).toThrow(TypeError)
    await expect(send({ params: { ...invitation.params, path: '//evil.example' } })).rejects.toThrow(TypeError)
  })

  it('when the server refuses it: the caller hears so and may try again', async () => {
    smtp.refuse(1)
    await expect(send({ to: 'later@client.example' })).rejects.toThrow('451')
    await send({ to: 'later@client.example' })
    expect((await smtp.next('later@client.example')).subject).toContain('Invitation')
  })
})

it('without a mail server a mail is kept as a file only its owner can read', async () => {
  const inbox = join(folder, 'kept')
  const local = createMailer({ inboxDir: inbox, publicUrl, from, vocabulary })
  await local.send({ ...invitation, to: 'ana@client.example', language: 'ro' })
  await local.close()
  const [name = '', ...rest] = readdirSync(inbox)
  expect(rest).toEqual([])
  expect(name).toMatch(/\.eml$/)
  expect(statSync(join(inbox, name)).mode & 0o077).toBe(0)
  expect(readFileSync(join(inbox, name), 'utf8')).toMatch(/^To: .*ana@client\.example/m)
})
