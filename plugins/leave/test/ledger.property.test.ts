import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
let run = 0

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.close())

/** Two weeks that no other run uses. */
const dayOf = (window: number, index: number) =>
  new Date(Date.parse('2026-03-16') + (window * 14 + index) * 86_400_000).toISOString().slice(0, 10)
const isWorkday = (day: string) => ![0, 6].includes(new Date(day).getUTCDay())

const index = fc.integer({ min: 0, max: 13 })
const asking = fc.record({
  from: index,
  length: fc.integer({ min: 0, max: 4 }),
  late: fc.boolean(),
  early: fc.boolean(),
})
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), one: asking }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('both' as const), one: asking, other: asking }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('approve', 'reject', 'cancel', 'revoke'), which: fc.nat({ max: 20 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('holiday' as const), on: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('grant' as const), halves: fc.integer({ min: 1, max: 4 }) }) },
)
type Asking = { from: number; length: number; late: boolean; early: boolean }

it('whatever is granted, asked, decided and celebrated, the balance is what a child would count, and never below zero', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(step, { minLength: 4, maxLength: 14 }), live),
    { numRuns: 18, seed: 42, endOnFailure: true },
  )
}, 120_000)

async function live(days: number, steps: readonly unknown[]): Promise<void> {
  const { anna, petra, will, kind: makeKind, ask, act, left } = office
  const window = run++
  const kind = await makeKind({}, days, [will])
  let granted = days * 2
  const holidays = new Map<string, string>()
  const requests: { id: string; halves: { on: string; half: 0 | 1 }[]; state: string }[] = []
  const halvesOf = ({ from, length, late, early }: Asking) => {
    const last = Math.min(13, from + length)
    return Array.from({ length: last - from + 1 }, (_, step) => dayOf(window, from + step)).flatMap((on) =>
      ([0, 1] as const)
        .filter((half) => !(late && half === 0 && on === dayOf(window, from)))
        .filter((half) => !(early && half === 1 && on === dayOf(window, last)))
        .map((half) => ({ on, half })),
    )
  }
  const taken = () =>
    requests
      .filter(({ state }) => state === 'pending' || state === 'approved')
      .flatMap(({ halves }) => halves)
      .filter(({ on }) => isWorkday(on) && !holidays.has(on)).length
  const send = (one: Asking) =>
    ask(will, kind, dayOf(window, one.from), dayOf(window, Math.min(13, one.from + one.length)), {
      startsAtNoon: one.late,
      endsAtNoon: one.early,
    })
  const keep = (one: Asking, answer: Awaited<ReturnType<typeof ask>>) => {
    if (answer.status === 201) requests.push({ id: answer.body.id, halves: halvesOf(one), state: 'pending' })
  }
  for (const each of steps as { do: string; one: Asking; other: Asking; which: number; on: number; halves: number }[]) {
    if (each.do === 'ask') keep(each.one, await send(each.one))
    if (each.do === 'both') {
      const [first, second] = await Promise.all([send(each.one), send(each.other)])
      keep(each.one, first)
      keep(each.other, second)
    }
    if (each.do === 'grant') {
      granted += each.halves
      await anna.make('leave-ledger', {
        person: will.id,
        kind: kind.id,
        on: '2026-01-01',
        quantity: each.halves / 2,
        reason: 'More',
      })
    }
    if (each.do === 'holiday') {
      const on = dayOf(window, each.on)
      const known = holidays.get(on)
      if (known) {
        holidays.delete(on)
        await anna.del(`/holidays/${known}`)
      } else holidays.set(on, (await anna.make('holidays', { on, name: 'H' })).id)
    }
    const chosen = requests[each.which % Math.max(1, requests.length)]
    if (chosen && ['approve', 'reject', 'cancel', 'revoke'].includes(each.do)) {
      const by = each.do === 'cancel' ? will : petra
      const { status, body } = await act(by, { body: chosen }, each.do, /^re/.test(each.do) ? { reason: 'x' } : {})
      const isOpen = each.do === 'revoke' ? chosen.state === 'approved' : chosen.state === 'pending'
      expect(status).toBe(isOpen ? 200 : 409)
      if (status === 200) chosen.state = body.status
    }
    expect(await left(will, kind)).toBe((granted - taken()) / 2)
    const held = requests.filter(({ state }) => ['pending', 'approved'].includes(state)).flatMap(({ halves }) => halves)
    expect(new Set(held.map(({ on, half }) => `${on} ${half}`)).size).toBe(held.length)
  }
  for (const { id, state } of requests) {
    if (state === 'pending') await act(will, { body: { id } }, 'cancel')
    if (state === 'approved') await act(petra, { body: { id } }, 'revoke', { reason: 'x' })
  }
}
