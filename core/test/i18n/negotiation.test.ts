import { describe, expect, it } from 'vitest'
import { negotiateLanguage } from '../../src/i18n/languages.ts'

const offered = ['en', 'ro', 'ru', 'pt-BR']

describe('the language a browser asks for', () => {
  it.each([
    ['ro-MD,ro;q=0.9,en;q=0.8', 'ro'],
    ['de, ru;q=0.5, en;q=0.4', 'ru'],
    ['en;q=0.1, ro;q=0.2', 'ro'],
    ['pt-PT', 'pt-BR'],
    ['mo', 'ro'],
    ['RO_md', 'ro'],
    ['*', 'en'],
    ['en;q=0, *', 'ro'],
    ['de;q=1, ro;q=0', undefined],
    ['fr', undefined],
    ['', undefined],
    [undefined, undefined],
    [';;;,,,q=9,<script>', undefined],
    ['ro;q=7, ru', 'ru'],
  ])('%s gets %s', (header, language) => {
    expect(negotiateLanguage(header, offered)).toBe(language)
  })

  it('does not make us read a book', () => {
    expect(negotiateLanguage(`${'x-a,'.repeat(100_000)}ro`, offered)).toBeUndefined()
  })
})
