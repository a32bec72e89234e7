import type { RaRecord } from 'react-admin'
import type { Change } from '../../live/changes.ts'
import type { Known } from '../../server/manifest.ts'

/** Something that happened to a record that concerns the reader. */
export interface Happening {
  readonly resource: string
  readonly id: string
  readonly title: string
  /** The last word of the event: `created`, `updated`, an action's. */
  readonly type: string
  /** An instant. */
  readonly at: string
}

const kept = 30

/** Whether the record names the reader: he watches it, does it, leads it. */
export function concerns(manifest: Known, resource: string, record: RaRecord): boolean {
  const { me, actor } = manifest
  if (!me || record['updatedBy'] === actor.id) return false
  const naming = manifest
    .resource(resource)
    ?.fields.filter(({ target, kind }) => target === 'people' && kind !== 'many')
  return (naming ?? []).some(({ name }) => [record[name]].flat().includes(me))
}

export function happeningOf(manifest: Known, { resource, id, type }: Change, record: RaRecord): Happening {
  const title = record[manifest.resource(resource)?.title ?? 'id']
  const at = typeof record['updatedAt'] === 'string' ? record['updatedAt'] : new Date().toISOString()
  return { resource, id, type, at, title: String(title ?? id) }
}

/** The newest first, one line a record. */
export function withHappening(list: readonly Happening[], one: Happening): Happening[] {
  const others = list.filter(({ resource, id }) => resource !== one.resource || id !== one.id)
  return [one, ...others].slice(0, kept)
}
