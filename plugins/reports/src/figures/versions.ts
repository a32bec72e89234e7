import type { Metric } from '@guildhall/contract-reports'

type Version = Metric['versions'][number]

/** The definition that held on a day. Before the first one, the first: what was never defined otherwise means what it meant then. */
export function versionOn({ versions }: Metric, day: string): Version {
  const held = versions.filter(({ since }) => since <= day).at(-1) ?? versions[0]
  if (!held) throw new TypeError('A metric has at least one version')
  return held
}

/** Days in a row that one version holds for, oldest first. A period is reckoned whole by what held when it began, so what is closed stays. */
export function stretchesOf<D extends { readonly from: string; readonly to: string }>(
  metric: Metric,
  periods: readonly D[],
) {
  const stretches: { version: Version; periods: D[] }[] = []
  for (const period of periods) {
    const version = versionOn(metric, period.from)
    const last = stretches.at(-1)
    if (last?.version === version) last.periods.push(period)
    else stretches.push({ version, periods: [period] })
  }
  return stretches
}
