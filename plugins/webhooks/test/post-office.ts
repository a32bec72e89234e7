import { type Member, openStudio } from '../../../tests/studio.ts'
import { openReceiver } from './receiver.ts'

export const start = '2026-03-10T09:00:00.000Z'

/** A studio with an administrator, a worker, and a receiver of webhooks on this machine. */
export async function openPostOffice(options: { readonly mayAskPrivate?: boolean } = {}) {
  const studio = await openStudio({ mayAskPrivate: true, ...options })
  const admin = await studio.person('Anna', 'admin')
  const worker = await studio.person('Will', 'worker')
  const receiver = await openReceiver()
  let now = start

  const office = {
    studio,
    admin,
    worker,
    receiver,
    now: () => now,
    settle: () => studio.platform.events.drain(),
    /** Moves the clock and does what has fallen due. */
    async pass(seconds: number) {
      now = new Date(Date.parse(now) + seconds * 1000).toISOString()
      studio.setNow(now)
      await office.settle()
    },
    endpoint: (values: object = {}, by: Member = admin) =>
      by.make('webhook-endpoints', { name: 'Shop', url: receiver.url, events: ['projects.tasks.*'], ...values }),
    async secret(id: string): Promise<string> {
      const { body } = await admin.post(`/webhooks/endpoints/${id}/secret/reveal`)
      return body.secret
    },
    deliveries: async (endpoint: string) => (await admin.list('webhook-deliveries', { endpoint })).body,
    attempts: async (delivery: string) => (await admin.list('webhook-attempts', { delivery })).body,
    task: async (title = 'T', by: Member = admin) => {
      const project = await by.make('projects', { name: 'P' })
      return by.make('tasks', { project: project.id, title })
    },
    async close() {
      receiver.close()
      await studio.close()
    },
  }
  return office
}

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>
