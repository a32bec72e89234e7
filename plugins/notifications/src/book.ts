import { type Channel, channels, type Kind, kinds } from '@guildhall/contract-notifications'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { trial } from './trial.ts'

/** All kinds and channels of the installation, by their names. */
export interface Book {
  kind(name: string): Kind | undefined
  channel(name: string): Channel | undefined
  all(): Kind[]
  /** Those of plugins that are on. */
  kindsOn(scope: Scope): Kind[]
  channelsOn(scope: Scope): Channel[]
  fill(setup: Pick<PluginSetup, 'contributed'>): void
}

interface Entry<Value> {
  readonly plugin: string
  readonly value: Value
}

export function openBook(): Book {
  let knownKinds = new Map<string, Entry<Kind>>()
  let knownChannels = new Map<string, Entry<Channel>>()
  const on = <Value>(entries: ReadonlyMap<string, Entry<Value>>, scope: Scope) =>
    [...entries.values()].filter(({ plugin }) => scope.enabled(plugin)).map(({ value }) => value)
  return {
    kind: (name) => (name === trial.name ? trial : knownKinds.get(name)?.value),
    channel: (name) => knownChannels.get(name)?.value,
    all: () => [...knownKinds.values()].map(({ value }) => value),
    kindsOn: (scope) => on(knownKinds, scope),
    channelsOn: (scope) => on(knownChannels, scope),
    fill({ contributed }) {
      knownKinds = new Map(contributed(kinds).map((entry) => [entry.value.name, entry]))
      knownChannels = new Map(contributed(channels).map((entry) => [entry.value.name, entry]))
    },
  }
}
