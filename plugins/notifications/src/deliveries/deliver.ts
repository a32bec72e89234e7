import type { Channel, Message, Sent } from '@guildhall/contract-notifications'
import type { LongJob, RecordOf, Scope, Work } from '@guildhall/sdk'
import type { Book } from '../book.ts'
import { type Receiver, receiverOf } from '../people.ts'
import { preferencesOf } from '../preferences/own.ts'
import { openBreaker } from './breaker.ts'
import { deliveries } from './deliveries.ts'
import { laneOf } from './lane.ts'
import { type Composed, compose } from './message.ts'

export type Delivery = RecordOf<typeof deliveries.fields>

/** What goes out together: one delivery, or all that waited beside it. */
export interface Batch {
  readonly deliveries: readonly Delivery[]
  readonly channel: Channel
  readonly receiver: Receiver
  readonly to: string
}

const minute = 60_000
/** After the first try; then it is given up. */
const pauses = [1, 5, 30, 120, 360].map((minutes) => minutes * minute)

/**
 * Sends what is due. Nothing is noted before the other side has taken it: who is killed in between sends again, under the same id, by which
 * a mail's receiver knows the second for the first.
 */
export function delivering(book: Book): LongJob {
  const breaker = openBreaker()
  return {
    async steps(work) {
      const { delivery } = work.data as { delivery: string }
      const batch = await work.within((scope) => take(scope, book, delivery))
      if (!batch) return
      const line = `${work.tenant.id}/${batch.channel.name}`
      const closed = breaker.closedUntil(line, work.clock.now())
      if (closed) return work.within((scope) => postpone(scope, batch, closed, null))
      const composed = await compose(work, book, batch)
      if (!composed) return work.within((scope) => drop(scope, batch.deliveries, 'unreadable'))
      const outcome = await send(work, batch, composed.message)
      if ('failure' in outcome) breaker.failed(line, work.clock.now())
      else breaker.worked(line)
      await work.within((scope) =>
        'failure' in outcome ? retry(scope, batch, outcome.failure) : settle(scope, batch, composed, outcome),
      )
    },
  }
}

async function take(scope: Scope, book: Book, id: string): Promise<Batch | null> {
  const log = scope.records(deliveries)
  const now = scope.clock.now()
  const asked = await log.find(id)
  if (asked?.status !== 'waiting' || asked.dueAt > now) return null
  const { person, channel: name } = asked
  const waiting = asked.held
    ? await log.list({
        where: { person, channel: name, status: 'waiting', held: true, dueAt_lte: now },
        sort: ['createdAt', 'ASC'],
        limit: 50,
      })
    : [asked]
  const channel = book.channelsOn(scope).find((one) => one.name === name)
  const receiver = await receiverOf(scope, person)
  const to = channel && receiver && (await reached(scope, channel, receiver))
  if (!to) {
    await drop(scope, waiting, receiver ? 'unreachable' : 'gone')
    return null
  }
  return { deliveries: waiting, channel, receiver, to }
}

async function reached(scope: Scope, channel: Channel, { id }: Receiver): Promise<string | null> {
  const { addresses } = await preferencesOf(scope, id)
  return scope.asSystem('notifications.reach', (system) =>
    channel.reach({ scope: system, person: id, address: addresses[channel.name] ?? null }),
  )
}

async function send(
  work: Work,
  { channel, receiver, to }: Batch,
  message: Message,
): Promise<Sent | { readonly failure: string }> {
  try {
    return await channel.send({ work, person: receiver.id, to, message })
  } catch (error) {
    return { failure: saidBy(error) }
  }
}

async function settle(
  scope: Scope,
  batch: Batch,
  { message: { title }, told }: Composed,
  { outcome, answer }: Sent,
): Promise<void> {
  const sent = outcome === 'sent'
  const isTold = ({ notification }: Delivery) => notification !== null && told.has(notification)
  const unread = batch.deliveries.filter((one) => !isTold(one))
  await drop(scope, unread, 'unreadable')
  for (const { id, attempts } of batch.deliveries.filter(isTold))
    await scope.records(deliveries).update(id, {
      ...{ status: sent ? 'sent' : 'failed', sentTo: batch.to.slice(0, 500), attempts: attempts + 1 },
      ...(batch.deliveries.length === 1 && { title: title.slice(0, 300) }),
      sentAt: sent ? scope.clock.now() : null,
      answer: answer?.slice(0, 2000) ?? null,
    })
}

async function retry(scope: Scope, batch: Batch, failure: string): Promise<void> {
  const [first] = batch.deliveries
  const isTrial = first?.kind === 'notifications.test'
  const pause = isTrial ? undefined : pauses[first?.attempts ?? 0]
  if (pause !== undefined) {
    const at = new Date(Date.parse(scope.clock.now()) + pause).toISOString()
    return postpone(scope, batch, at, failure)
  }
  for (const { id, attempts } of batch.deliveries)
    await scope
      .records(deliveries)
      .update(id, { status: 'failed', sentTo: batch.to.slice(0, 500), attempts: attempts + 1, answer: failure })
}

/** Without a failure nobody has tried. */
async function postpone(scope: Scope, batch: Batch, at: string, failure: string | null): Promise<void> {
  const [first] = batch.deliveries
  for (const { id, attempts } of batch.deliveries)
    await scope.records(deliveries).update(id, {
      dueAt: at,
      ...(failure !== null && { answer: failure, attempts: attempts + 1, sentTo: batch.to.slice(0, 500) }),
    })
  if (first)
    await scope.later(
      'notifications.deliver',
      { delivery: first.id },
      { at, lane: laneOf(first.channel, first.person) },
    )
}

/** Why nothing was sent; a word of the log. */
type Reason = 'unreadable' | 'unreachable' | 'gone'

async function drop(scope: Scope, dropped: readonly Delivery[], reason: Reason): Promise<void> {
  for (const { id } of dropped)
    await scope
      .records(deliveries)
      .update(id, { status: 'dropped', answer: scope.t(`notifications:dropped.${reason}`) })
}

/** What a server said, else what kept us from asking it. */
function saidBy(error: unknown): string {
  const { response, message, code } = error as { response?: unknown; message?: unknown; code?: unknown }
  const said = typeof response === 'string' ? response : typeof message === 'string' ? message : String(error)
  const cause = (error as { cause?: { message?: unknown } }).cause?.message
  return [said, code && code !== said ? `(${String(code)})` : '', cause ? `: ${String(cause)}` : '']
    .join(' ')
    .trim()
    .slice(0, 2000)
}
