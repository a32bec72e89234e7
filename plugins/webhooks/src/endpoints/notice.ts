import type { LongJob, Scope } from '@guildhall/sdk'
import { endpoints } from './endpoints.ts'

/** Tells those who administer that an endpoint was disabled, each in his language. */
export const notice: LongJob = {
  async steps(work) {
    const { endpoint: id } = work.data as { endpoint: string }
    const { endpoint, admins } = await work.within(async (scope) => ({
      endpoint: await scope.records(endpoints).find(id),
      admins: await administrators(scope),
    }))
    if (!endpoint) return
    const { name, url, disabledBecause } = endpoint
    const link = `${work.publicUrl}/at/${work.tenant.slug}/webhook-endpoints/${id}/show`
    for (const [index, { id: person, name: to, email: address }] of admins.entries()) {
      const said = await work.withinAs(person, async (scope) => ({
        subject: scope.t('webhooks:mail.disabled.subject', { name }),
        text: scope.t(`webhooks:mail.disabled.${disabledBecause ?? 'failing'}`, { name, url, link }),
      }))
      await work.mail({ to: { name: to, address }, ...said })
      await work.progress(index + 1, admins.length)
    }
  },
}

const people = { name: 'people', fields: {} } as const

function administrators(scope: Scope): Promise<{ id: string; name: string; email: string }[]> {
  return scope.asSystem('webhooks.notice', async (system) => {
    const where = { status: 'active', 'roles.archetype': 'admin' }
    return (await system.records(people).list({ where: where as never, limit: 100 })) as never
  })
}
