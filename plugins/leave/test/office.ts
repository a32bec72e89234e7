import { type Answer, type Member, openStudio } from '../../../tests/studio.ts'

/**
 * A studio on Tuesday, 10 March 2026: Anna runs it, Petra leads Will and Wanda, Oscar watches. Mondays to Fridays, 9 to 17. Everybody has
 * 20 half-days of annual leave unless a test gives more.
 */
export async function openOffice() {
  const studio = await openStudio()
  const anna = await studio.person('Anna', 'admin')
  const petra = await studio.person('Petra', 'manager')
  const will = await studio.person('Will', 'worker')
  const wanda = await studio.person('Wanda', 'worker')
  const boss = await anna.make('staff', { name: 'Petra', person: petra.id, startsOn: '2020-01-01' })
  for (const [name, { id: person }] of [['Will', will] as const, ['Wanda', wanda] as const])
    await anna.make('staff', { name, person, supervisor: boss.id, startsOn: '2020-01-01' })

  let made = 0
  /** A kind with balances, of which the given people have `days` from the first of January. */
  async function kind(values: object = {}, days = 0, people: readonly Member[] = [will, wanda]) {
    const found = await anna.make('leave-kinds', { name: `Kind ${++made}`, unit: 'half-days', ...values })
    for (const { id: person } of days > 0 ? people : [])
      await anna.make('leave-ledger', { person, kind: found.id, on: '2026-01-01', quantity: days, reason: 'Opening' })
    return found as { id: string; name: string }
  }
  const ask = (who: Member, of: { id: string }, startsOn: string, endsOn = startsOn, more: object = {}) =>
    who.post('/leave-requests', { kind: of.id, startsOn, endsOn, ...more })
  const act = (who: Member, { body }: Pick<Answer, 'body'>, action: string, input: object = {}) =>
    who.post(`/leave-requests/${body.id}/${action}`, input)
  /** What is left of a kind by the balances' own route. */
  async function left(who: Member, of: { id: string }, person?: string): Promise<number> {
    const { body } = await who.get(`/leave/balances${person ? `?person=${person}` : ''}`)
    return body.find((each: { kind: string }) => each.kind === of.id)?.left
  }
  return { studio, anna, petra, will, wanda, kind, ask, act, left, close: () => studio.close() }
}

export type Office = Awaited<ReturnType<typeof openOffice>>
