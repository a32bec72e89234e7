/** What a program calls the columns of its detailed export, in English, as it stands after installation. */
export interface Program {
  readonly name: string
  readonly person: readonly string[]
  readonly project: string
  readonly task: string
  readonly note: string
  readonly billable: string
  readonly from: readonly [date: string, time: string]
  readonly to: readonly [date: string, time: string]
}

/** Sources: the exports of Toggl Track, Clockify and Kimai 2, each as CSV. */
export const programs: readonly Program[] = [
  {
    name: 'toggl',
    person: ['Email', 'User'],
    project: 'Project',
    task: 'Task',
    note: 'Description',
    billable: 'Billable',
    from: ['Start date', 'Start time'],
    to: ['End date', 'End time'],
  },
  {
    name: 'clockify',
    person: ['Email', 'User'],
    project: 'Project',
    task: 'Task',
    note: 'Description',
    billable: 'Billable',
    from: ['Start Date', 'Start Time'],
    to: ['End Date', 'End Time'],
  },
  {
    name: 'kimai',
    person: ['Email', 'User', 'Name'],
    project: 'Project',
    task: 'Activity',
    note: 'Description',
    billable: 'Billable',
    from: ['Date', 'From'],
    to: ['Date', 'To'],
  },
]

/** Whose file it is, by its first row. */
export function programOf(columns: readonly string[]): Program | null {
  const has = (name: string) => columns.includes(name)
  return programs.find(({ project, from, to }) => [project, ...from, ...to].every(has)) ?? null
}
