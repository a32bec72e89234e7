import type { Channel, Kind, Values } from '@guildhall/contract-notifications'
import type { LongJob, Occurrence, Scope } from '@guildhall/sdk'
import type { Book } from '../book.ts'
import { deliveries } from '../deliveries/deliveries.ts'
import { laneOf } from '../deliveries/lane.ts'
import { receiverOf } from '../people.ts'
import { momentFor } from '../preferences/moment.ts'
import { isWanted, type Preferences, preferencesOf } from '../preferences/own.ts'
import { fill } from '../templates/render.ts'
import { wordsFor } from '../templates/words.ts'
import type { Asked } from './listen.ts'
import { notifications } from './notifications.ts'
import { findRecord, readAs, spokenOf } from './reader.ts'

/** Makes one person's notification of one fact, and asks for its deliveries. Done again it finds what it has made. */
export function notifying(book: Book): LongJob {
  return {
    async steps(work) {
      const { kind: name, person, record, event } = work.data as Asked
      const kind = book.kind(name)
      if (!kind || !(await work.within((scope) => receiverOf(scope, person)))) return
      const reading = await readAs(work, person, (scope) => tell(scope, kind, record, event))
      if (!reading?.found) return
      const { language, zone, found } = reading
      const writing = { kind, person, record, event, language, zone, ...found }
      await work.within((scope) => scope.asSystem('notifications.notify', (system) => write(system, book, writing)))
    },
  }
}

interface Told {
  readonly values: Values
  readonly spoken: Readonly<Record<string, string>>
}

async function tell(scope: Scope, kind: Kind, id: string, event: Occurrence): Promise<Told | null> {
  const record = await findRecord(scope, kind.about.name, id)
  const values = record && (await kind.values({ scope, event, record }))
  return values && { values, spoken: spokenOf(scope, kind, values) }
}

interface Writing extends Told {
  readonly kind: Kind
  readonly person: string
  readonly record: string
  readonly event: Occurrence
  readonly language: string
  readonly zone: string
}

async function write(scope: Scope, book: Book, { kind, person, record, event, ...told }: Writing): Promise<void> {
  const key = `${kind.name} ${kind.key?.(event) ?? event.id}`
  if ((await scope.records(notifications).count({ where: { person, key } })) > 0) return
  const preferences = await preferencesOf(scope, person)
  const words = await wordsFor(scope, kind, 'app', told.language)
  const inApp = isWanted(kind, 'app', preferences)
  const { id } = await scope.records(notifications).create({
    ...{ person, key, inApp, kind: kind.name, importance: kind.importance ?? 'normal', values: told.values },
    ...{ record, resource: kind.about.name },
    title: fill(words.title, told.spoken).slice(0, 300),
    text: fill(words.text, told.spoken) || null,
  })
  const title = fill(words.title, told.spoken).slice(0, 300)
  const asked = { notification: id, person, kind: kind.name, title }
  if (inApp) await logInApp(scope, asked)
  for (const channel of book.channelsOn(scope))
    if (isWanted(kind, channel.name, preferences) && (await channel.ready(scope)))
      await ask(scope, asked, channel, { preferences, zone: told.zone, urgent: kind.importance === 'urgent' })
}

interface Delivery {
  readonly notification: string
  readonly person: string
  readonly kind: string
  readonly title: string
}

/** What is seen in the app has arrived with its record. */
async function logInApp(scope: Scope, delivery: Delivery): Promise<void> {
  const now = scope.clock.now()
  const made = await scope.records(deliveries).create({ ...delivery, channel: 'app', dueAt: now, held: false })
  await scope.records(deliveries).update(made.id, { status: 'sent', sentAt: now })
}

async function ask(
  scope: Scope,
  delivery: Delivery,
  channel: Channel,
  { preferences, zone, urgent }: { preferences: Preferences; zone: string; urgent: boolean },
): Promise<void> {
  const now = scope.clock.now()
  const place = { now, zone, weekStart: scope.tenant.weekStart }
  const dueAt = urgent ? now : momentFor(preferences, place, channel.digests === true)
  const { id } = await scope
    .records(deliveries)
    .create({ ...delivery, channel: channel.name, dueAt, held: dueAt > now })
  await scope.later(
    'notifications.deliver',
    { delivery: id },
    { at: dueAt, lane: laneOf(channel.name, delivery.person) },
  )
}
