import { expect, it } from 'vitest'
import { allDigits, significantDigits } from '../src/duplicates/phone-digits.ts'
import { type Reachable, similarTo } from '../src/duplicates/similar.ts'

const people: Reachable[] = [
  { id: 'a', name: 'Ana', email: 'Ana@Example.com', phones: ['+40 722 123 456'] },
  { id: 'b', name: 'Bob', email: null, phones: ['0722 123 457', '(021) 310-0000'] },
]
const search = async (fragment: string) =>
  people.filter(({ email, phones }) => `${email} ${allDigits(phones)}`.toLowerCase().includes(fragment.toLowerCase()))

it('a number is the same with a country prefix, a trunk zero or neither', () => {
  expect(significantDigits('+40 722 123 456')).toBe(significantDigits('0722.123.456'))
  expect(significantDigits('722123456')).toBe(significantDigits('0040-722-123-456'))
  expect(significantDigits('0722123457')).not.toBe(significantDigits('0722123456'))
})

it('somebody with the same number is found however it is written', async () => {
  expect(await similarTo({ phones: ['0722/123456'], email: null }, search)).toEqual([
    { id: 'a', name: 'Ana', by: ['phone'] },
  ])
})

it('somebody with the same address is found whatever its case', async () => {
  expect(await similarTo({ phones: [], email: 'ana@example.COM' }, search)).toEqual([
    { id: 'a', name: 'Ana', by: ['email'] },
  ])
})

it('nobody is like himself, and nobody is like those with nothing in common', async () => {
  expect(await similarTo({ id: 'b', phones: ['0722 123 457'], email: null }, search)).toEqual([])
  expect(await similarTo({ phones: ['0722 123 458'], email: 'ana@example.org' }, search)).toEqual([])
})
