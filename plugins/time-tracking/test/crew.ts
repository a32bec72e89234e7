import { type Member, openStudio } from '../../../tests/studio.ts'

export type Row = { id: string; [name: string]: unknown }

/** A studio that tracks time: an admin, two workers, a client with a project of his, and one of the house's own. */
export async function openCrew() {
  const studio = await openStudio()
  const admin = await studio.person('Anna', 'admin')
  const pm = await studio.person('Petra', 'manager')
  const st1 = await studio.person('Stan', 'worker')
  const st2 = await studio.person('Sara', 'worker')
  const c1 = await studio.person('Clara', 'client')
  const c2 = await studio.person('Cyril', 'client')
  const client: Row = await admin.make('clients', { name: 'Clara', person: c1.id })
  await admin.make('clients', { name: 'Cyril', person: c2.id })

  async function project(values: object = {}, members: readonly Member[] = [st1]): Promise<Row> {
    const made = await pm.make('projects', { name: 'Shop', client: client.id, ...values })
    for (const person of members) await pm.make('project-members', { project: made.id, person: person.id })
    return made
  }
  const task = (of: Row, values: object = {}): Promise<Row> =>
    pm.make('tasks', { project: of.id, title: 'Drawing', assignees: [st1.id], ...values })
  const set = (values: Readonly<Record<string, unknown>>) => admin.patch('/plugins/time-tracking/settings', values)

  return { studio, admin, pm, st1, st2, c1, c2, client, project, task, set, close: () => studio.close() }
}

export type Crew = Awaited<ReturnType<typeof openCrew>>

export const start = (who: Member, subject: string, more: object = {}) =>
  who.post('/time-tracking/timer/start', { subject, ...more })
export const stop = (who: Member, more: object = {}) => who.post('/time-tracking/timer/stop', more)
export const on = (resource: string, { id }: Row) => `${resource}/${id}`

/** Recorded work of a day, by the wall of Bucharest in winter. */
export const record = (who: Member, subject: string, day: string, from: string, to: string, more: object = {}) =>
  who.post('/time-entries', {
    subject,
    startedAt: `${day}T${from}:00+02:00`,
    endedAt: `${day}T${to}:00+02:00`,
    ...more,
  })
