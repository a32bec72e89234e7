import type { Kind, Message, Thread } from '@guildhall/contract-notifications'
import type { RecordOf, Scope, Work } from '@guildhall/sdk'
import type { Book } from '../book.ts'
import { notifications } from '../inbox/notifications.ts'
import { findRecord, readAs, spokenOf } from '../inbox/reader.ts'
import { fill } from '../templates/render.ts'
import { wordsFor } from '../templates/words.ts'
import { unsubscribePath } from '../unsubscribe/token.ts'
import type { Batch } from './deliver.ts'

type Notification = RecordOf<typeof notifications.fields>

export interface Composed {
  readonly message: Message
  /** Notifications it holds. */
  readonly told: ReadonlySet<string>
}

/** What a batch says to its receiver, of what he may still read; null when that is nothing. */
export async function compose(work: Work, book: Book, batch: Batch): Promise<Composed | null> {
  const { receiver, channel } = batch
  const told = await work.within((scope) => toldIn(scope, batch))
  const reading = await readAs(work, receiver.id, (scope) => readable(scope, book, told))
  if (!reading || reading.found.length === 0) return null
  const { language, found } = reading
  return work.within(async (scope) => {
    const lines: Line[] = []
    for (const { notification, kind, spoken } of found) {
      const words = kind && (await wordsFor(scope, kind, channel.name, language))
      const { title, text } = words ?? { title: notification.title, text: notification.text ?? '' }
      lines.push({ title: fill(title, spoken), text: fill(text, spoken) })
    }
    const kinds = found.flatMap(({ kind }) => (kind && kind.optional !== false ? [kind.name] : []))
    const thread = found.length === 1 ? await threadOf(scope, found[0] as Found) : null
    const { round, id } = batch.deliveries[0] as Batch['deliveries'][number]
    const first = found[0]?.notification as Notification
    const message: Message = {
      ...together(scope, language, lines),
      ...{ id: `${id}.${round}`, language, name: receiver.name },
      path: pathOf(work, found.length === 1 ? first : null),
      urgent: found.some(({ notification }) => notification.importance === 'urgent'),
      ...(thread && { thread }),
      ...(kinds.length > 0 && {
        unsubscribe: unsubscribePath(scope, { person: receiver.id, channel: channel.name, kinds: [...new Set(kinds)] }),
      }),
    }
    return { message, told: new Set(found.map(({ notification }) => notification.id)) }
  })
}

async function toldIn(scope: Scope, { deliveries }: Batch): Promise<Notification[]> {
  const ids = deliveries.flatMap(({ notification }) => notification ?? [])
  const found = await scope.records(notifications).list({ where: { id_in: ids } })
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? [])
}

interface Found {
  readonly notification: Notification
  readonly kind: Kind | undefined
  readonly spoken: Readonly<Record<string, string>>
}

async function readable(scope: Scope, book: Book, told: readonly Notification[]): Promise<Found[]> {
  const found: Found[] = []
  for (const notification of told) {
    const { resource, record, values } = notification
    if (resource && record && !(await findRecord(scope, resource, record))) continue
    const kind = book.kind(notification.kind)
    found.push({ notification, kind, spoken: kind ? spokenOf(scope, kind, values) : {} })
  }
  return found
}

/** Several together are about nothing that could be answered. */
async function threadOf(scope: Scope, { kind, notification: { record } }: Found): Promise<Thread | null> {
  if (!kind?.thread || !record) return null
  return scope.asSystem('notifications.thread', async (system) => kind.thread?.({ scope: system, record }) ?? null)
}

interface Line {
  readonly title: string
  readonly text: string
}

/** One says what it is about at once; several are listed below what they are. */
function together(scope: Scope, language: string, lines: readonly Line[]): Pick<Message, 'title' | 'paragraphs'> {
  const [only] = lines
  if (lines.length === 1 && only)
    return { title: only.title, paragraphs: [only.title, ...only.text.split(/\n\s*\n/)].filter(Boolean) }
  return {
    title: scope.t('notifications:digest.title', { count: lines.length }, language),
    paragraphs: lines.map(({ title, text }) => (text ? `${title}\n${text}` : title)),
  }
}

const pathOf = ({ tenant }: Work, told: Notification | null) =>
  told?.resource && told.record
    ? `/at/${tenant.slug}/${told.resource}/${told.record}/show`
    : `/at/${tenant.slug}/notifications/inbox`
