import fc from 'fast-check'
import { expect } from 'vitest'
import type { Answer } from '../business.ts'

/** Of all generated cases of a run; FUZZ_SEED repeats one. */
export const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
/** How many times the usual number of cases. */
const effort = Number(process.env.FUZZ_EFFORT ?? 1)
export const cases = (usual: number) => ({ seed, numRuns: usual * effort })
export const patience = 90_000 * effort

const nothing = '00000000-0000-0000-0000-000000000000'

/** Values nobody means: of the wrong kind, far too large, no date, no id, not text. */
export const strange: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: among(null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31, '', ' ', 'x') },
  { weight: 2, arbitrary: among([], {}, [[]], [null], [{}], { amount: 1 }) },
  {
    weight: 2,
    arbitrary: among('0000-00-00', '2026-13-45', '2026-02-30', '10000-01-01', '24:00', 'NaN', '1e999', '٣'),
  },
  {
    weight: 1,
    arbitrary: among('9999-12-31T23:59:59.999Z', '+275760-09-13T00:00:00.000Z', '-000001-01-01', 'Infinity'),
  },
  { weight: 1, arbitrary: among('\ufeff', '\u202e', '🙂'.repeat(300), 'x'.repeat(20_000)) },
  { weight: 1, arbitrary: among({ amount: 1e30, currency: 'EUR' }, { amount: 1, currency: 'eur' }) },
  { weight: 1, arbitrary: among({ amount: '1', currency: 'EUR' }, { amount: 2 ** 53, currency: 'EUR' }) },
  {
    weight: 2,
    arbitrary: among(nothing, nothing.replaceAll('0', 'f'), '-'.repeat(36), '0'.repeat(36), `tasks/${nothing}`),
  },
  { weight: 2, arbitrary: among('a\u0000b', '\u0000', '\ud800', 'a\udfff', ['\u0000'], { '\u0000': 1 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.array(among('a', 1, null), { minLength: 1000, maxLength: 1200 }) },
)

/** As it stands in an address. */
export const asText = (given: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  given.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))

/** A refusal is never our fault, never without a code, always in the reader's language, and tells nothing of our insides. The readers read Russian. */
export function expectSound(told: string, ...answers: readonly Answer[]): void {
  for (const answer of answers) expect(complaint(answer), told).toBeUndefined()
}

function complaint({ status, body, headers, text }: Answer): string | undefined {
  const told = `${status} ${text.slice(0, 300)}`
  if (status >= 500) return told
  if (status < 400) return undefined
  if (tellsTooMuch(text)) return `tells too much: ${told}`
  // What a stranger opens in a browser refuses as a page.
  if (String(headers['content-type']).startsWith('text/html'))
    return isRussian(text) ? undefined : `not in Russian: ${told}`
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `no problem+json: ${told}`
  if (!/^[a-z][a-z_]*\.[a-z_]+$/.test(body.code) || body.status !== status) return `no code: ${told}`
  if (!isRussian(body.message)) return `not in Russian: ${told}`
  for (const { path, code, message } of body.fields ?? [])
    if (typeof path !== 'string' || typeof code !== 'string' || !isRussian(message)) return `field: ${told}`
  return undefined
}

const tellsTooMuch = (text: string) => /select |insert |\bat \/|node_modules|violates|syntax error|pg_/i.test(text)

const isRussian = (text: string) => /[а-яё]/i.test(text)

function among(...values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...values)
}
