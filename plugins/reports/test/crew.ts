import { type Member, openStudio, type StudioOptions } from '../../../tests/studio.ts'

export type Row = { id: string; name: string; title: string; [name: string]: unknown }

/** A studio with the people every test of projects needs: two managers, two workers, and who runs the business. */
export async function openCrew(options: StudioOptions = {}) {
  const studio = await openStudio(options)
  const admin = await studio.person('Anna', 'admin')
  const pm = await studio.person('Petra', 'manager')
  const otherPm = await studio.person('Paula', 'manager')
  const w1 = await studio.person('Will', 'worker')
  const w2 = await studio.person('Wanda', 'worker')

  /** A project of Petra's, unless told, with both workers in it. */
  async function project(values: object = {}, members: readonly Member[] = [w1, w2], by = pm): Promise<Row> {
    const made = await by.make('projects', { name: 'P', ...values })
    for (const person of members) await by.make('project-members', { project: made.id, person: person.id })
    return made
  }
  const task = (of: Row, values: object = {}, by = pm): Promise<Row> =>
    by.make('tasks', { project: of.id, title: 'T', ...values })

  return { studio, admin, pm, otherPm, w1, w2, project, task, close: () => studio.close() }
}

export type Crew = Awaited<ReturnType<typeof openCrew>>
