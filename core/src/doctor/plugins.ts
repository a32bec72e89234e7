import type { CheckDefinition, CheckFinding, Plugin, Told } from '@guildhall/sdk'
import type { Platform } from '../platform.ts'
import type { Tenant } from '../tenancy/tenants.ts'
import { eachTenant } from '../tenancy/tenants.ts'
import { attempt } from './attempt.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** What the plugins look at, in each tenant where they are on. Of an installation whose plugins look at nothing none is opened. */
export async function askPlugins(plugins: readonly Plugin[], open: () => Promise<Platform>): Promise<Finding[]> {
  const checks = plugins.flatMap(({ name, checks: own = {} }) =>
    Object.entries(own).map(([check, run]) => ({ plugin: name, check, run })),
  )
  if (checks.length === 0) return []
  const platform = await open()
  try {
    const found: Finding[] = []
    for await (const tenant of eachTenant(platform.tenancy.tenants))
      for (const check of checks)
        found.push(...(await attempt(`${check.plugin} ${check.check}`, () => examineTenant(platform, tenant, check))))
    return found
  } finally {
    await platform.close()
  }
}

interface Check {
  readonly plugin: string
  readonly check: string
  readonly run: CheckDefinition
}

async function examineTenant(platform: Platform, { id, slug }: Tenant, { plugin, check, run }: Check) {
  const desk = await platform.desk({ plugin, tenantId: id, reason: 'doctor' })
  if (!desk.isOn) return []
  const t = platform.vocabulary.translator('en')
  const say = ({ text, params }: Told) => t(text, params)
  const name = `${plugin} ${check}`
  return (await run(desk)).map((finding: CheckFinding) => {
    const says = `${slug}: ${say(finding)}`
    if (finding.level === 'ok') return ok(name, says)
    return (finding.level === 'warn' ? warn : fail)(name, says, say(finding.remedy))
  })
}
