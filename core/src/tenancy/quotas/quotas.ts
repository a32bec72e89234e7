import { type DomainError, defineError } from '@guildhall/sdk'
import type { Registry, ResourceModel } from '../../records/model.ts'
import { quoted } from '../../records/names.ts'

/** What a tenant may have at most, by name: `people`, `records` in all, `records.<resource>`, `requestsPerMinute`, `exportsPerDay`, and what resources add up to (`files.storage`). */
export type Quotas = Readonly<Record<string, number>>

export const peopleFull = defineError<{ most: number }>('quotas.people', 409)
export const recordsFull = defineError<{ most: number }>('quotas.records', 409)
export const resourceFull = defineError<{ most: number; resource: string }>('quotas.resource', 409)
export const sumFull = defineError<{ most: number }>('quotas.sum', 409)
export const tooManyRequests = defineError<{ most: number; retryAfter: number }>('quotas.requests_per_minute', 429)
export const tooManyExports = defineError<{ most: number }>('quotas.exports_per_day', 429)
export const unknownQuota = defineError<{ quota: string }>('quotas.unknown', 422)

const plain = ['people', 'records', 'requestsPerMinute', 'exportsPerDay']
const resourceIn = (quota: string) => /^records\.(.+)$/.exec(quota)?.[1]

/** @throws 422 for one there is not */
export function requireQuotas(registry: Registry, quotas: Quotas): void {
  for (const quota of Object.keys(quotas))
    if (!plain.includes(quota) && !registry.models.has(resourceIn(quota) ?? '') && !sumOf(registry, quota))
      throw unknownQuota({ quota }, [{ path: `quotas.${quota}`, code: unknownQuota.code, params: { quota } }])
}

/** The quotas a new record of a resource counts for. */
export function quotasOf(quotas: Quotas, { name, plugin }: ResourceModel): readonly [quota: string, most: number][] {
  const counting = [
    ...(plugin === 'core' ? [] : ['records']),
    `records.${name}`,
    ...(name === 'people' ? ['people'] : []),
  ]
  return counting.flatMap((quota) => (quotas[quota] === undefined ? [] : [[quota, quotas[quota]]]))
}

/** Where what counts is found: a statement that gives a row for each. Null for what is not kept in tables of records. */
export function rowsCounted(registry: Registry, quota: string): string | null {
  const rowsOf = ({ qualified }: ResourceModel) => `select 1 from ${qualified} where tenant_id = $1::uuid`
  // Who left does not take a seat.
  if (quota === 'people') return `${rowsOf(registry.model('people'))} and status <> 'deactivated'`
  if (quota === 'records')
    return [...registry.models.values()]
      .filter(({ plugin }) => plugin !== 'core')
      .map(rowsOf)
      .join(' union all ')
  const resource = resourceIn(quota)
  return resource && registry.models.has(resource) ? rowsOf(registry.model(resource)) : null
}

/** Whose values are added up for a quota, and where; null for one that counts. */
export function sumOf(
  registry: Registry,
  quota: string,
): { readonly expression: string; readonly unit: number } | null {
  for (const { plugin, definition, fields, qualified } of registry.models.values()) {
    const { name, sum = '', unit = 1 } = definition.quota ?? {}
    const column = fields.get(sum)?.columns[0]?.name
    if (name === undefined || `${plugin}.${name}` !== quota || !column) continue
    return {
      expression: `(select coalesce(sum(${quoted(column)}), 0) from ${qualified} where tenant_id = $1::uuid)`,
      unit,
    }
  }
  return null
}

/** The quota that a resource's records add up to, where the tenant has one. */
export function summedOf(
  quotas: Quotas,
  { plugin, definition }: ResourceModel,
): readonly [quota: string, most: number] | null {
  const quota = definition.quota && `${plugin}.${definition.quota.name}`
  const most = quota === undefined ? undefined : quotas[quota]
  return quota === undefined || most === undefined ? null : [quota, most]
}

/** The key of what a quota is called, where it is not that of a resource's records. */
export function quotaKey(quota: string): string {
  const [plugin, name] = quota.split('.')
  return name === undefined ? `core:quotas.${quota}` : `${plugin}:quotas.${name}`
}

/** `quota:people:50`: what a check inside the transaction stood for. */
export function quotaRefused(quota: string, most: number): DomainError {
  if (quota === 'people') return peopleFull({ most })
  const resource = resourceIn(quota)
  if (!resource && quota.includes('.')) return sumFull({ most })
  return resource ? resourceFull({ most, resource }) : recordsFull({ most })
}
