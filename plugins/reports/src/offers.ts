import { type Dataset, datasets, type Metric, metrics } from '@guildhall/contract-reports'
import type { PluginSetup, Scope } from '@guildhall/sdk'

type Offered<T> = T & { readonly plugin: string; readonly id: string }

/** What plugins offer to be reported on; taken once, when the platform is put together. */
const offers = new Map<string, Offered<Dataset>>()
const figures = new Map<string, Offered<Metric>>()

export function collectOffers({ contributed }: PluginSetup): void {
  for (const { plugin, value } of contributed(datasets)) offers.set(`${plugin}.${value.name}`, offered(plugin, value))
  for (const { plugin, value } of contributed(metrics)) figures.set(`${plugin}.${value.name}`, offered(plugin, value))
}

/** Of plugins that are on for this tenant. */
export const datasetsOf = (scope: Scope) => [...offers.values()].filter(({ plugin }) => scope.enabled(plugin))
export const metricsOf = (scope: Scope, dataset: string) =>
  [...figures.values()].filter((metric) => metric.dataset === dataset && scope.enabled(metric.plugin))

const offered = <T extends { readonly name: string }>(plugin: string, value: T): Offered<T> => ({
  ...value,
  plugin,
  id: `${plugin}.${value.name}`,
})
