import { leaveRequests, type Workload, workloads } from '@guildhall/contract-leave'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { Temporal } from 'temporal-polyfill'

/** What other plugins say is somebody's work; those of them that are on for the tenant count. */
export interface WorkBook {
  readonly known: { readonly plugin: string; readonly value: Workload }[]
}

export const openWorkBook = (): WorkBook => ({ known: [] })

export function collectWorkloads({ contributed }: PluginSetup, { known }: WorkBook): void {
  // A platform that is put together anew in this process says it anew.
  known.splice(0, known.length, ...contributed(workloads))
}

export interface Affected {
  readonly resource: string
  readonly id: string
  readonly title: string
  readonly dueAt: string
}

const resource = (name: string) => ({ name, fields: {} }) as const

/** A person's open work that is due while he is away, as far as the reader may see it. */
export async function workIn(
  scope: Scope,
  { known }: WorkBook,
  { person, startsOn, endsOn }: { person: string; startsOn: string; endsOn: string },
): Promise<Affected[]> {
  const after = Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString()
  const [from, to] = [startsOn, after].map((day) =>
    Temporal.PlainDate.from(day).toZonedDateTime(scope.tenant.zone).toInstant().toString({ fractionalSecondDigits: 3 }),
  )
  const found: Affected[] = []
  for (const { plugin, value } of known) {
    if (!scope.enabled(plugin) || !scope.may(value.resource, 'read')) continue
    const where = { ...value.open, [value.persons]: person, [`${value.dueAt}_gte`]: from, [`${value.dueAt}_lt`]: to }
    const records = await scope.records(resource(value.resource)).list({ where: where as never, limit: 100 })
    for (const record of records as unknown as Record<string, string>[])
      found.push({
        ...{ resource: value.resource, id: record['id'] ?? '', title: record[value.title] ?? '' },
        dueAt: record[value.dueAt] ?? '',
      })
  }
  return found.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
}

/** Of some people, who is on approved leave at an instant, and until when. */
export async function awayAt(system: Scope, persons: readonly string[], at: string) {
  const where = { person_in: persons, status: 'approved', startsAt_lte: at, endsAt_gt: at } as const
  return system.records(leaveRequests).list({ where })
}
