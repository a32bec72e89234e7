import { transact } from '../../records/transact.ts'
import { disablePlugin, enablePlugin } from '../switching.ts'
import { ask } from './ask.ts'
import type { Finding, Law, Subject } from './law.ts'
import { inhabit } from './sample-record.ts'

export const offMeansOff: Law = {
  number: 6,
  says: 'off means off: no routes, hooks, jobs, menus or permissions, and the data stays',
  async check(subject) {
    const { plugins, platform, admin } = subject
    const findings: Finding[] = []
    for (const plugin of plugins) {
      const { name, routes = [] } = plugin
      const models = [...platform.engine.registry.models.values()].filter((model) => model.plugin === name)
      await inhabit(subject)
      const before = await counts(subject, models)
      const turned = await turn(subject, name, disablePlugin)
      const report = (place: string, problem: string, remedy: string) =>
        findings.push({ plugin: name, place, problem, remedy })
      for (const model of models) {
        const { statusCode } = await admin('GET', `/api/${model.name}`)
        if (statusCode !== 404)
          report(
            `GET /api/${model.name}`,
            `it answers ${statusCode} while the plugin is off.`,
            'Report it: the core is wrong.',
          )
      }
      for (const { method, path } of routes) {
        const url = `/api/${name}${path.replaceAll(/:\w+/g, '01900000-0000-7000-8000-000000000000')}`
        const { statusCode } = await admin(method, url, method === 'GET' ? undefined : {})
        if (statusCode !== 404)
          report(
            `${method} ${url}`,
            `it answers ${statusCode} while the plugin is off.`,
            'Declare it among the plugin’s routes.',
          )
      }
      const { resources } = (await admin('GET', '/api/manifest')).data as { resources: { name: string }[] }
      for (const model of models)
        if (resources.some((one) => one.name === model.name))
          report(`manifest, ${model.name}`, 'it is still offered.', 'Report it: the core is wrong.')
      const ran = await platform.events.runDueJobs(
        new Date(Date.parse(platform.engine.clock.now()) + 86_400_000 * 2).toISOString(),
      )
      const jobs = await ask<{ job: string }>(
        platform.urls.ownerUrl,
        `select distinct job from guildhall.job_runs where tenant_id = $1 and plugin = $2 and state = 'waiting'`,
        [subject.tenant.id, name],
      )
      if (ran > 0)
        for (const { job } of jobs)
          report(`job ${job}`, 'it is due while the plugin is off.', 'Report it: the core is wrong.')
      for (const each of turned.reverse()) await turn(subject, each, enablePlugin)
      const after = await counts(subject, models)
      for (const model of models)
        if (after.get(model.name) !== before.get(model.name))
          report(
            `resource ${model.name}`,
            `it had ${before.get(model.name)} records and has ${after.get(model.name)} after it was off.`,
            'Leave the data alone in onDisable and onEnable.',
          )
    }
    return findings
  },
}

function turn({ platform, tenant }: Subject, name: string, change: typeof enablePlugin): Promise<string[]> {
  const { engine, installed, tenancy } = platform
  return transact(engine, tenancy.asSystem(tenant.id, 'law 6'), (operation) =>
    change(installed, operation, name, { cascade: true }),
  )
}

async function counts(
  { platform, tenant }: Subject,
  models: readonly { name: string; qualified: string }[],
): Promise<Map<string, string>> {
  const rows = await Promise.all(
    models.map(async ({ name, qualified }) => {
      const [row] = await ask<{ count: string }>(
        platform.urls.ownerUrl,
        `select count(*) from ${qualified} where tenant_id = $1`,
        [tenant.id],
      )
      return [name, row?.count ?? '0'] as const
    }),
  )
  return new Map(rows)
}
