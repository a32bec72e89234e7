import type { RunningServer, ServeOptions } from './serve.ts'

type Progress = Parameters<ServeOptions['tell']>[0]

/** What `guildhall start` says to whoever waits for it. */
export const startWords = {
  description: 'start the server, and the embedded PostgreSQL unless DATABASE_URL names another',
  only: 'start one part alone',
  processes: 'how many processes share the work on this machine, or auto for one a core',
  stopping: 'Stopping …',
  progress(progress: Progress): string {
    if (progress.step === 'migrated') return `The database was brought up to date: ${progress.count} migrations.`
    if (progress.step === 'administrator') return `Making the first administrator, ${progress.email} …`
    return `Making the demo business ${progress.name}: ${progress.people} people, ${progress.records} records …`
  },
  ready({ address, inbox, firstStart }: RunningServer, processes: number): string[] {
    const { administrator, demos = [] } = firstStart ?? {}
    return [
      address === null ? 'Guildhall is at work: events and jobs, no requests.' : `Guildhall is ready at ${address}`,
      ...(processes > 1 ? [`  ${processes} processes share the work.`] : []),
      ...(inbox ? [`  Mails go to ${inbox}, as no SMTP_URL is set.`] : []),
      ...(administrator?.password
        ? [
            `  Administrator: ${administrator.email}, password ${administrator.password} (said only this once; change it).`,
          ]
        : []),
      ...(administrator && !administrator.password
        ? [`  Administrator: ${administrator.email}, with the password you gave.`]
        : []),
      ...demos.map(
        ({ name, slug, people, password }) =>
          `  Demo business ${name} (tenant ${slug}): ${people.slice(0, 3).join(', ')} and ${people.length - 3} more, password ${password}`,
      ),
    ]
  },
}
