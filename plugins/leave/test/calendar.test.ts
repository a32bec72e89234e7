import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { upload } from '../../../tests/files.ts'
import { calendarText } from '../src/feeds/ical.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
let medical: { id: string; name: string }
let ill: { body: { id: string } }

beforeAll(async () => {
  office = await openOffice()
  medical = await office.kind({ consumes: false, unit: 'days', name: 'Hospital' })
  ill = await office.ask(office.will, medical, '2026-03-16', '2026-03-18', { note: 'Knee' })
  await office.act(office.petra, ill, 'approve')
})
afterAll(() => office?.close())

interface Away {
  readonly person: string
  readonly kind?: { readonly name: string }
}

describe('the team’s calendar', () => {
  it('S0.43 colleagues see that Will is away and not why; who decides sees why', async () => {
    const { wanda, petra, will, studio } = office
    const client = await studio.person('Carl', 'client')
    const month = '/leave/calendar?from=2026-03-01&to=2026-03-31'
    const found = async (who: typeof wanda) =>
      (await who.get(month)).body.absences.find(({ person }: Away) => person === will.id) as Away
    expect(await found(wanda)).toMatchObject({ startsOn: '2026-03-16', endsOn: '2026-03-18', status: 'approved' })
    expect(await found(wanda)).not.toHaveProperty('kind')
    expect((await found(petra)).kind?.name).toBe('Hospital')
    expect((await found(will)).kind?.name).toBe('Hospital')
    const seen = (await wanda.get(`/leave-requests/${ill.body.id}`)).body
    for (const name of ['kind', 'note', 'papers', 'quantity', 'amount', 'days', 'reason', 'approver'])
      expect(seen).not.toHaveProperty(name)
    expect((await wanda.list('leave-requests', { kind: medical.id })).body).toEqual([])
    expect((await wanda.get('/leave-requests/export')).text).not.toContain('Hospital')
    expect((await client.get(month)).status).toBe(403)
    expect((await wanda.get('/leave/calendar?from=2026-03-01&to=2027-03-01')).status).toBe(422)
  })
  it('S2.45 a medical paper is for its owner and those who decide', async () => {
    const { studio, will, wanda, petra } = office
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    const brought = await upload(studio, will, pdf, { name: 'paper.pdf', field: 'leave-requests.papers' })
    const uploaded = brought.body.id
    const asked = await office.ask(will, medical, '2026-03-24', '2026-03-24', { papers: [uploaded] })
    await office.act(petra, asked, 'approve')
    expect((await will.get(`/files/${uploaded}`)).status).toBe(200)
    expect((await petra.get(`/files/${uploaded}`)).status).toBe(200)
    expect((await wanda.get(`/files/${uploaded}`)).status).toBe(404)
    expect((await wanda.get(`/leave-requests/${asked.body.id}`)).body).not.toHaveProperty('papers')
  })
})

describe('feeds for other calendars', () => {
  it('S0.43 a feed works by its secret address, tells no reason, and dies when it is revoked or its owner leaves', async () => {
    const { studio, will, wanda, anna } = office
    const fetched = (path: string) => studio.platform.app.inject({ method: 'GET', url: path })
    const team = (await wanda.post('/leave/feeds', { covers: 'team' })).body
    const answer = await fetched(team.path)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('text/calendar')
    expect(answer.body).toContain('SUMMARY:Will: away')
    expect(answer.body).toMatch(/DTSTART;VALUE=DATE:20260316\r\nDTEND;VALUE=DATE:20260319/)
    for (const secret of ['Hospital', 'Knee']) expect(answer.body).not.toContain(secret)
    const own = (await wanda.post('/leave/feeds', { covers: 'own' })).body
    expect((await fetched(own.path)).body).not.toContain('Will')
    const kept = await studio.query('select * from public.leave_feeds')
    expect(JSON.stringify(kept)).not.toContain(team.path.split('/').at(-1).replace('.ics', ''))
    expect((await wanda.list('leave-feeds')).body[0]).not.toHaveProperty('tokenHash')
    expect((await fetched(`${own.path.slice(0, -6)}AA.ics`)).statusCode).toBe(404)
    expect((await will.post(`/leave-feeds/${team.id}/revoke`)).status).toBe(404)
    expect((await wanda.post(`/leave-feeds/${team.id}/revoke`)).status).toBe(200)
    expect((await fetched(team.path)).statusCode).toBe(404)
    expect((await fetched(own.path)).statusCode).toBe(200)
    await anna.post(`/people/${wanda.id}/deactivate`)
    expect((await fetched(own.path)).statusCode).toBe(404)
  })
  it('lines are folded at 75 octets without cutting a letter, and signs of the format are escaped', () => {
    const title = `Țară, „sărbătoare”; și\nmai mult \\ ${'ășîțâ'.repeat(20)}`
    const text = calendarText(
      'X',
      [{ id: '1', from: '2024-02-28', until: '2024-02-29', title }],
      '2026-03-10T09:00:00.000Z',
    )
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const unfolded = text.replaceAll('\r\n ', '')
    expect(unfolded).toContain(`SUMMARY:Țară\\, „sărbătoare”\\; și\\nmai mult \\\\ ${'ășîțâ'.repeat(20)}`)
    expect(unfolded).toContain('DTEND;VALUE=DATE:20240301')
    expect(unfolded).toContain('DTSTAMP:20260310T090000Z')
  })
})
