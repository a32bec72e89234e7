import { archetypes } from '@guildhall/sdk'
import type { Finding, Law } from './law.ts'

interface Operation {
  readonly security?: readonly object[]
}

/** What says nothing of access stops the start (core/src/http/access.ts); here, what the running server lets strangers and the roleless do. */
export const closedByDefault: Law = {
  number: 1,
  says: 'closed by default: no rule, no access',
  async check({ platform, admin, plugins }) {
    const { app, installed, tenancy } = platform
    const document = JSON.parse((await app.inject('/api/openapi.json')).body) as {
      paths: Record<string, Record<string, Operation>>
    }
    const findings: Finding[] = []
    let asked = 0
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { security }] of Object.entries(operations)) {
        if (security?.length === 0 || path.includes('stream')) continue
        const url = path.replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000')
        // Each time somebody else: who asks so much in vain is held back.
        const remoteAddress = `10.1.${asked >> 8}.${asked++ & 255}`
        const { statusCode } = await app.inject({ method: method.toUpperCase() as 'GET', url, remoteAddress })
        if (statusCode !== 401)
          findings.push({
            plugin: path.split('/')[2] ?? 'core',
            place: `${method.toUpperCase()} ${path}`,
            problem: `a stranger gets ${statusCode}, not 401.`,
            remedy: 'Let the route say who may call it.',
          })
      }
    const on = new Set(['core', ...plugins.map(({ name }) => name)])
    for (const { name, rules, plugin } of [...installed.registry.models.values()].map((model) => ({
      name: model.name,
      plugin: model.plugin,
      rules: model.definition.rules,
    })))
      for (const archetype of archetypes) {
        const plan = tenancy.plans.of([{ archetype, differences: { add: [], remove: [] } }], on)
        const extended = plugins.some(({ extends: more = [] }) =>
          more.some((one) => one.resource === name && one.rules[archetype]),
        )
        if (rules[archetype] || extended || !plan.has(name, 'read')) continue
        findings.push({
          plugin,
          place: `resource ${name}`,
          problem: `${archetype} has no rule and may read.`,
          remedy: 'Report it: the core is wrong.',
        })
      }
    // The document itself is what an administrator sees, too: nothing is left out of the walk by being hidden.
    if ((await admin('GET', '/api/manifest')).statusCode !== 200)
      findings.push({
        plugin: 'core',
        place: 'GET /api/manifest',
        problem: 'it does not answer an administrator.',
        remedy: 'Report it.',
      })
    return findings
  },
}
