import { readEnvironment } from '../config/environment.ts'
import { secretOf } from '../config/secret.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { loadComposition } from './installed.ts'
import { openPlatform } from './office.ts'
import { operationsWords as words } from './operations-words.ts'
import type { Verb } from './verb.ts'

/** Exits with 1 when something fails; a warning alone does not. */
export const doctor: Verb = {
  name: 'doctor',
  description: words.doctor,
  async run() {
    const environment = readEnvironment(process.env)
    const composition = await loadComposition()
    const findings = await examine({
      environment,
      ...composition,
      openPlatform: async (database) =>
        openPlatform({ ...composition, environment, database, secret: await secretOf(environment) }),
    })
    const isWell = findings.every(({ level }) => level !== 'fail')
    if (!isWell) process.exitCode = 1
    return { lines: findings.flatMap(line), data: { ok: isWell, findings } }
  },
}

function line(finding: Finding): string[] {
  const { check, level, says } = finding
  const first = `${level.padEnd(4)}  ${check.padEnd(12)}  ${says}`
  return level === 'ok' ? [first] : [first, `${' '.repeat(20)}→ ${finding.remedy}`]
}
