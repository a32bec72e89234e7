import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

it('S2.15 S2.44 the attendance sheet shows leave and holidays; a holiday inside takes no day; a colleague learns that, not why', async () => {
  const { anna, will, wanda, kind, ask, act, left } = office
  const annual = await kind({ name: 'Concediu de odihnă' }, 10)
  await anna.make('holidays', { on: '2026-03-18', name: 'Ziua orașului' })
  const asked = await ask(will, annual, '2026-03-17', '2026-03-19', { endsAtNoon: true })
  expect(await left(will, annual)).toBe(8.5)
  expect((await act(anna, asked, 'approve')).status).toBe(200)
  const sheet = async (by = will) => {
    const { body } = await by.get(`/time-tracking/sheet?month=2026-03&person=${will.id}`)
    return (body.days as { day: string; away: object[] }[]).flatMap(({ day, away }) =>
      away.length > 0 ? [[day, away]] : [],
    )
  }
  const leave = { label: 'Concediu de odihnă', sign: 'CO' }
  expect(await sheet()).toEqual([
    ['2026-03-17', [leave]],
    ['2026-03-18', [{ label: 'Ziua orașului', sign: 'H' }]],
    ['2026-03-19', [{ ...leave, half: 'first' }]],
  ])
  expect(JSON.stringify(await sheet(wanda))).not.toContain('Concediu')
  expect((await sheet(wanda))[0]).toEqual(['2026-03-17', [{ label: 'Away', sign: 'A' }]])
  await act(anna, asked, 'revoke', { reason: 'Needed here' })
  expect(await sheet()).toEqual([['2026-03-18', [{ label: 'Ziua orașului', sign: 'H' }]]])
})
