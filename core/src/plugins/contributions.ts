import type { ExtensionPoint, Plugin } from '@guildhall/sdk'
import { Ajv } from 'ajv'
import type { WiringProblem } from './wiring.ts'

export interface Contributed {
  readonly plugin: string
  readonly value: unknown
}

const ajv = new Ajv({ strict: false })

/** What plugins offer to each other's extension points, judged by the points' schemas. */
export function collectContributions(plugins: readonly Plugin[]): {
  found: ReadonlyMap<string, readonly Contributed[]>
  problems: WiringProblem[]
} {
  const points = new Map<string, ExtensionPoint>(
    plugins.flatMap((plugin) => (plugin.extensionPoints ?? []).map((point) => [point.name, point] as const)),
  )
  const found = new Map<string, Contributed[]>()
  const problems: WiringProblem[] = []
  for (const plugin of plugins)
    for (const { point, value } of plugin.contributes ?? []) {
      const known = points.get(point.name)
      const owner = point.name.split('.')[0] ?? ''
      const isExpected = plugin.requires?.includes(owner) || plugins.some(({ name }) => name === owner)
      const place = `contributes to ${point.name}`
      if (!known && isExpected)
        problems.push({
          plugin: plugin.name,
          place,
          problem: 'there is no such extension point.',
          remedy: `Take the point from ${owner}'s contract.`,
        })
      else if (known && !ajv.validate(known.schema, value))
        problems.push({
          plugin: plugin.name,
          place,
          problem: `the value does not fit: ${ajv.errorsText()}.`,
          remedy: "Correct it by the point's schema.",
        })
      else if (known) found.set(point.name, [...(found.get(point.name) ?? []), { plugin: plugin.name, value }])
    }
  return { found, problems }
}
