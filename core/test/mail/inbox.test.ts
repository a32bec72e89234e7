import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLocales } from '../../src/i18n/files.ts'
import { createVocabulary } from '../../src/i18n/vocabulary.ts'
import { inboxRoutes } from '../../src/mail/inbox-routes.ts'
import { createMailer } from '../../src/mail/mailer.ts'

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'))
  const vocabulary = await createVocabulary({ files: loadLocales(`${import.meta.dirname}/../../../locales`) })
  app = fastify()
  await app.register(inboxRoutes, {
    inboxDir: join(folder, 'inbox'),
    translator: ({ headers }) => vocabulary.translator(vocabulary.negotiate(headers['accept-language'])),
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  writeFileSync(join(folder, 'secret.eml'), 'Subject: secret\r\n\r\nsecret')
  mkdirSync(join(folder, 'inbox'))
})
afterAll(async () => {
  await app?.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; body: string; policy: string }>((resolve, reject) => {
    const { port } = app.server.address() as AddressInfo
    request({ host: '127.0.0.1', port, path, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body,
          policy: String(response.headers['content-security-policy']),
        }),
      )
    })
      .on('error', reject)
      .end()
  })

describe('the development inbox', () => {
  it('says what to do while it is empty, in the reader’s language', async () => {
    expect((await get('/dev/inbox')).body).toContain('No message has been written yet.')
    expect((await get('/dev/inbox', { 'accept-language': 'ru' })).body).toContain('Писем пока нет.')
  })

  it('lists mails and shows one, with a link to follow and nothing that runs', async () => {
    const vocabulary = await createVocabulary({ files: loadLocales(`${import.meta.dirname}/../../../locales`) })
    const mailer = createMailer({
      inboxDir: join(folder, 'inbox'),
      publicUrl: 'http://localhost:3000',
      from: 'post@studio.example',
      vocabulary,
    })
    await mailer.send({
      to: 'ana@client.example',
      template: 'invitation',
      language: 'ru',
      params: {
        name: '<script>alert(1)</script>',
        tenant: 'Ателье «Ёж»',
        path: '/invitation#token',
        expiresAt: '2026-11-22T10:00:00.000Z',
      },
    })
    await mailer.close()
    const list = await get('/dev/inbox')
    expect(list.body).toContain('Приглашение: Ателье «Ёж»')
    const path = /href="(\/dev\/inbox\/[^"]+)"/.exec(list.body)?.[1] ?? ''
    const mail = await get(path)
    expect(mail.body).toContain('Здравствуйте, &#60;script&#62;alert(1)&#60;/script&#62;!')
    expect(mail.body).toContain('<a href="http://localhost:3000/invitation#token"')
    expect(mail.body).not.toContain('<script')
    expect(mail.policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/)
    expect(mail.policy).not.toContain('unsafe')
  })

  it('opens nothing but its own mails', async () => {
    for (const name of ['..%2fsecret.eml', '%2e%2e/secret.eml', 'secret.eml', 'x']) {
      const { status, body } = await get(`/dev/inbox/${name}`)
      expect(status, name).toBe(404)
      expect(body).not.toContain('Subject: secret')
    }
  })

  it('is not there for another host name, nor through a proxy', async () => {
    expect((await get('/dev/inbox', { host: 'rebound.example' })).status).toBe(404)
    expect((await get('/dev/inbox', { 'x-forwarded-for': '127.0.0.1' })).status).toBe(404)
    expect((await get('/dev/inbox', { forwarded: 'for=127.0.0.1' })).status).toBe(404)
    expect(
      (await app.inject({ url: '/dev/inbox', remoteAddress: '10.0.0.5', headers: { host: 'localhost' } })).statusCode,
    ).toBe(404)
    expect(
      (await app.inject({ url: '/dev/inbox', remoteAddress: '127.0.0.1', headers: { host: 'localhost' } })).statusCode,
    ).toBe(200)
  })
})
