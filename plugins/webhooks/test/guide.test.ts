import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nextTry, restAfter } from '../src/sending/schedule.ts'
import { newSecret, signatureOf } from '../src/sending/signature.ts'

type Verify = (secret: string, headers: Record<string, string>, body: string) => unknown

const folder = mkdtempSync(join(tmpdir(), 'guildhall-guide-'))
let verify: Verify
beforeAll(async () => {
  const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8')
  const file = join(folder, 'verify.ts')
  writeFileSync(file, /```ts\n([^`]+(?:`[^`]+`[^`]*)*?)```/.exec(page)?.[1] ?? '')
  ;({ verify } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { verify: Verify })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the example of the guide takes what is signed, beside a second secret, and refuses what is forged or old', () => {
  const [secret, next, body] = [newSecret(), newSecret(), '{"type":"projects.tasks.created"}']
  const now = Math.floor(Date.now() / 1000)
  const signed = (timestamp: number) => ({
    'webhook-id': 'one',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf([next, secret], 'one', timestamp, body),
  })
  expect(verify(secret, signed(now), body)).toEqual({ type: 'projects.tasks.created' })
  expect(verify(next, signed(now), body)).toEqual(new Webhook(next).verify(body, signed(now)))
  expect(() => verify(newSecret(), signed(now), body)).toThrow('not signed')
  expect(() => verify(secret, signed(now), `${body} `)).toThrow('not signed')
  expect(() => verify(secret, { ...signed(now), 'webhook-id': 'two' }, body)).toThrow('not signed')
  expect(() => verify(secret, signed(now - 301), body)).toThrow('too old')
})

it('tries are spread over three days, a tenth more or less, and not before the receiver asks for it', () => {
  const now = '2026-03-10T09:00:00.000Z'
  const waits = (random: number) =>
    Array.from(
      { length: 9 },
      (_, index) => Date.parse(nextTry(now, index + 1, 0, () => random) ?? '') - Date.parse(now),
    )
  const days = waits(0.5).reduce((sum, wait) => sum + wait, 0) / 86_400_000
  expect(days).toBeGreaterThan(3)
  expect(days).toBeLessThan(3.3)
  expect(waits(0)[1]).toBe(270_000)
  expect(waits(1)[1]).toBe(330_000)
  expect(nextTry(now, 10)).toBeNull()
  expect(nextTry(now, 1, 600, () => 0.5)).toBe('2026-03-10T09:10:00.000Z')
  expect(nextTry(now, 1, 10 * 86_400, () => 0.5)).toBe('2026-03-11T09:00:00.000Z')
  expect([1, 2, 7, 100].map((rounds) => restAfter(rounds, () => 0.5))).toEqual([5, 10, 300, 300])
})
