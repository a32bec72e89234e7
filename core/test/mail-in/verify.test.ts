import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { expect, it } from 'vitest'
import { addressedTo, mailAddressOf } from '../../src/mail-in/address.ts'
import type { DnsResolver } from '../../src/mail-in/options.ts'
import { verifySender } from '../../src/mail-in/verify.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const names: Readonly<Record<string, string>> = {
  'plain.example': 'v=spf1 ip4:192.0.2.1 -all',
  '_dmarc.strict.example': 'v=DMARC1; p=reject',
  'strict.example': 'v=spf1 ip4:192.0.2.1 -all',
  's._domainkey.strict.example': `v=DKIM1; k=rsa; p=${key}`,
  's._domainkey.other.example': `v=DKIM1; k=rsa; p=${key}`,
  '_dmarc.watching.example': 'v=DMARC1; p=none',
}
const resolver: DnsResolver = async (name, type) => {
  const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
  if (name.endsWith('slow.example')) return fail('ETIMEOUT')
  return type === 'TXT' && names[name] ? [[names[name]]] : fail('ENOTFOUND')
}

const lines = (from: string) => [
  'Subject: Hello',
  `From: ${from}`,
  'To: studio@mail.example',
  'Date: Tue, 10 Mar 2026 10:00:00 +0000',
  '',
  'Hello',
  '',
]
const mail = (from: string) => Buffer.from(lines(from).join('\r\n'))
async function signed(from: string, domainName: string): Promise<Buffer> {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const dkim = { domainName, keySelector: 's', privateKey: pem }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim })
  const { message } = await transport.sendMail({ raw: mail(from), envelope: { from, to: 'studio@mail.example' } })
  return message as Buffer
}
const judged = (raw: Buffer, sender: string, host = '192.0.2.1') =>
  verifySender({ raw, sender, host, helo: 'mx.example' }, 'mail.example', resolver)

it('a mail is its sender’s where its domain names the machine, or signed it', async () => {
  expect(await judged(mail('a@plain.example'), 'a@plain.example')).toBe('pass')
  expect(await judged(mail('a@strict.example'), 'bounces@strict.example')).toBe('pass')
  // It came by a forwarder, and is still signed.
  expect(await judged(await signed('a@strict.example', 'strict.example'), 'f@plain.example', '198.51.100.9')).toBe(
    'pass',
  )
})

it('it is not where the domain denies it; another’s signature and another’s machine prove nothing', async () => {
  expect(await judged(mail('a@plain.example'), 'a@plain.example', '198.51.100.9')).toBe('fail')
  expect(await judged(mail('a@strict.example'), 'thief@plain.example')).toBe('fail')
  expect(await judged(await signed('a@strict.example', 'other.example'), 'thief@plain.example')).toBe('fail')
  const changed = (await signed('a@strict.example', 'strict.example'))
    .toString()
    .replace('\r\n\r\nHello', '\r\n\r\nPay me')
  expect(await judged(Buffer.from(changed), 'f@plain.example')).toBe('fail')
})

it('two senders are nobody', async () => {
  expect(await judged(mail('a@plain.example, b@plain.example'), 'a@plain.example')).toBe('fail')
  const twice = Buffer.from(['From: a@plain.example', ...lines('b@plain.example')].join('\r\n'))
  expect(await judged(twice, 'a@plain.example')).toBe('fail')
  expect(await judged(mail(''), 'a@plain.example')).toBe('fail')
})

it('where nobody can say, that is what it says; another’s slow name servers do not make a forgery doubtful', async () => {
  expect(await judged(mail('a@quiet.example'), 'a@quiet.example')).toBe('unknown')
  expect(await judged(mail('a@slow.example'), 'a@slow.example')).toBe('unknown')
  expect(await judged(mail('a@watching.example'), 'thief@plain.example')).toBe('unknown')
  expect(await judged(mail('a@strict.example'), 'thief@slow.example')).toBe('fail')
  expect(await judged(await signed('a@strict.example', 'x.slow.example'), 'thief@plain.example')).toBe('fail')
})

it('an address names a tenant below the domain, whatever the case of its letters, and nothing else does', () => {
  const domain = 'mail.example'
  expect(addressedTo('Studio+ABC@Mail.Example', domain)).toEqual({ slug: 'studio', detail: 'abc' })
  expect(addressedTo('studio@mail.example', domain)).toEqual({ slug: 'studio', detail: null })
  for (const other of [
    'studio@other.example',
    'studio@x.mail.example',
    '@mail.example',
    'st udio@mail.example',
    'a"b@mail.example',
  ])
    expect(addressedTo(other, domain)).toBeNull()
  expect(mailAddressOf(domain, 'studio', 'abc')).toBe('studio+abc@mail.example')
  expect(mailAddressOf(undefined, 'studio')).toBeNull()
})
