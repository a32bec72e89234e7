import type { ActionDefinition, KnownEvent, Plugin, Resource } from '@guildhall/sdk'
import { pastOf } from '../records/history.ts'

/** Every event that may be told: those of records, by what can be done with them, and those that plugins declare. */
export function knownEvents(plugins: readonly Plugin[]): KnownEvent[] {
  return plugins.flatMap((plugin) => [
    ...((plugin.resources ?? []) as readonly Resource[]).flatMap((resource) =>
      changesOf(resource).map(([action, past]) => ({
        name: `${plugin.name}.${resource.name}.${past}`,
        plugin: plugin.name,
        resource: resource.name,
        action,
      })),
    ),
    ...(plugin.events ?? []).map(({ name }) => ({ name, plugin: plugin.name })),
  ])
}

function changesOf({ actions = {}, archivable }: Resource): [action: string, past: string][] {
  const usual = ['create', 'update', 'delete', ...(archivable === false ? [] : ['archive', 'restore'])]
  return [
    ...usual.map((action): [string, string] => [action, pastOf(action)]),
    ...Object.entries(actions as Readonly<Record<string, ActionDefinition>>).map(
      ([action, { past }]): [string, string] => [action, past ?? pastOf(action)],
    ),
  ]
}
