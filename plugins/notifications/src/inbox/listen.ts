import type { Kind } from '@guildhall/contract-notifications'
import type { Occurrence, PluginSetup, Scope } from '@guildhall/sdk'
import type { Book } from '../book.ts'

/** What is asked for each receiver of a fact. */
export interface Asked {
  readonly kind: string
  readonly person: string
  /** The record's id. */
  readonly record: string
  readonly event: Occurrence
}

/** Each fact that is some kind's becomes a job per receiver, so that one of them does not keep the others waiting. */
export function listen({ on, contributed }: PluginSetup, book: Book): void {
  book.fill({ contributed })
  for (const kind of book.all())
    on(kind.event, async ({ scope, event }) => {
      if (!book.kindsOn(scope).includes(kind) || isOld(scope, event)) return
      const found = await scope.asSystem('notifications.receivers', (system) => receiversOf(system, kind, event))
      for (const person of found?.persons ?? []) {
        const asked: Asked = { kind: kind.name, person, record: found?.record ?? '', event: withoutInput(event) }
        await scope.later('notifications.notify', asked, { lane: person })
      }
    })
}

/** What was told while the plugin was off, or when a business was made from a preset, is news to nobody. */
const isOld = ({ clock }: Scope, { at }: Occurrence) => Date.parse(clock.now()) - Date.parse(at) > newsFor
const newsFor = 24 * 3_600_000

/** What somebody wrote into an action's dialog does not lie in a queue. */
const withoutInput = (event: Occurrence): Occurrence => {
  const { input: _, ...payload } = event.payload as Readonly<Record<string, unknown>>
  return { ...event, payload }
}

async function receiversOf(scope: Scope, kind: Kind, event: Occurrence) {
  const record = await kind.record({ scope, event })
  if (record === null) return null
  const persons = new Set((await named(scope, kind, event, record)).filter((id) => id !== null))
  // Nobody is told what he has just done.
  if (!kind.alsoActor && event.actor) persons.delete(event.actor)
  return { record, persons }
}

async function named(scope: Scope, { to, about }: Kind, event: Occurrence, id: string) {
  if (typeof to === 'function') return to({ scope, event })
  const record: Readonly<Record<string, unknown>> | null = await scope.records(about).find(id)
  return to.flatMap((field) => (record?.[field] ?? null) as string | null | readonly string[])
}
