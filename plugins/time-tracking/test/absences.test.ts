import { type Absence, absences } from '@guildhall/contract-time-tracking'
import { contribute, definePlugin } from '@guildhall/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import config from '../../../platform.config.ts'
import { openStudio, type Studio } from '../../../tests/studio.ts'
import { pagesOf } from '../../reports/test/pdf-text.ts'

const known: Absence[] = []
const away = definePlugin({
  name: 'acme-away',
  requires: ['time-tracking'],
  contributes: [contribute(absences, { name: 'acme-away', between: async () => known })],
})

let studio: Studio
beforeAll(async () => {
  studio = await openStudio({ plugins: [...config.plugins, away] })
})
afterAll(() => studio?.close())

it('S2.15 whoever knows of leave and holidays has them on the sheet and on the board; what is of another stays his', async () => {
  const admin = await studio.person('Anna', 'admin')
  const stan = await studio.person('Stan', 'worker')
  await admin.make('staff', { name: 'Stan', person: stan.id })
  known.push(
    { person: stan.id, day: '2026-03-10', label: 'Concediu de odihnă', sign: 'CO', half: 'first' },
    { person: admin.id, day: '2026-03-10', label: 'Of another', sign: 'X' },
    { person: null, day: '2026-03-02', label: 'Holiday', sign: 'SL' },
  )
  const { body } = await stan.get('/time-tracking/sheet?month=2026-03')
  expect(body.days[9].away).toEqual([{ label: 'Concediu de odihnă', sign: 'CO', half: 'first' }])
  expect(body.days[1].away).toEqual([{ label: 'Holiday', sign: 'SL' }])
  const { people } = (await admin.get('/time-tracking/board')).body
  expect(people).toContainEqual(expect.objectContaining({ person: stan.id, state: 'away', away: 'Concediu de odihnă' }))
  const paper = await studio.platform.app.inject({
    method: 'GET',
    url: '/api/time-tracking/sheet/file?month=2026-03&format=pdf',
    headers: { cookie: stan.cookie },
  })
  const pages = await pagesOf(paper.rawPayload)
  expect(pages).toHaveLength(1)
  expect(pages[0]).toMatch(/Attendance sheet.*Stan · March 2026.*Concediu de odihnă/)
})
