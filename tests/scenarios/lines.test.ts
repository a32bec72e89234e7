import { expect, it } from 'vitest'
import { lines } from './lines.ts'
import { linesIn } from './register.ts'
import { titlesOfLines } from './titles.ts'

const known = new Set(lines.map(({ id }) => id))
const titles = titlesOfLines()

it('every line of the catalogue is declared once', () => {
  expect(lines).toHaveLength(218)
  expect(known.size).toBe(lines.length)
})

it('no test names a line that does not exist', () => {
  const unknown = titles.flatMap(({ file, title }) =>
    linesIn(title)
      .filter((id) => !known.has(id))
      .map((id) => `${file}: ${id}`),
  )
  expect(unknown).toEqual([])
})

it('what waits for nothing is shown by a test, and what no test shows waits for something', () => {
  const shown = new Set(titles.flatMap(({ title }) => linesIn(title)))
  const silent = lines.filter(({ id, waits }) => waits.length === 0 && !shown.has(id)).map(({ id }) => id)
  expect(silent).toEqual([])
})
