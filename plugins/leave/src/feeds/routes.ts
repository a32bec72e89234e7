import { createHash, randomBytes } from 'node:crypto'
import { holidays, leaveRequests } from '@guildhall/contract-leave'
import { answerFile, defineError, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { Temporal } from 'temporal-polyfill'
import { people } from '../people.ts'
import { leaveFeeds } from './feeds.ts'
import { type CalendarEvent, calendarText } from './ical.ts'

/** Never made, or ended: which of them, nobody is told. */
const noFeed = defineError('leave.feed_unknown', 404)

const wanted = Type.Object(
  { covers: Type.Unsafe<'own' | 'team'>({ type: 'string', enum: ['own', 'team'] }) },
  { additionalProperties: false },
)

/** Makes a feed. Its address is in this answer and nowhere else. */
export const makeFeedRoute: RouteDefinition = {
  ...{ method: 'POST', path: '/feeds', keys: 'refused', body: wanted },
  access: { action: 'revoke', resource: leaveFeeds.name },
  response: Type.Object({ id: Type.String(), path: Type.String() }),
  summary: 'leave:openapi.makeFeed',
  async run({ scope, body }) {
    const { covers } = body as Static<typeof wanted>
    const token = randomBytes(32).toString('base64url')
    const { id } = await scope.asSystem('leave.feed', (system) =>
      system.records(leaveFeeds).create({ owner: scope.me, covers, tokenHash: hashOf(token) } as never),
    )
    return { id, path: `/api/leave/feed/${scope.tenant.slug}/${token}.ics` }
  },
}

/** What a calendar program fetches: who is away, never why. */
export const feedRoute: RouteDefinition = {
  ...{ method: 'GET', path: '/feed/:tenant/:file', access: 'public', summary: 'leave:openapi.feed' },
  async run({ scope, params: { file = '' } }) {
    const feed = await feedOf(scope, file.replace(/\.ics$/, ''))
    const today = scope.clock.today(scope.tenant.zone)
    if (feed.lastUsedOn !== today) await scope.records(leaveFeeds).update(feed.id, { lastUsedOn: today })
    const text = calendarText(scope.tenant.name, await eventsOf(scope, feed, feed.language, today), scope.clock.now())
    return answerFile({ name: 'leave.ics', type: 'text/calendar; charset=utf-8', content: bytesOf(text) })
  },
}

async function feedOf(scope: Scope, token: string) {
  const feed = await scope.records(leaveFeeds).first({ where: { tokenHash: hashOf(token), status: 'active' } })
  const owner = feed && (await scope.asSystem('leave.feed', (system) => system.records(people).find(feed.owner)))
  if (!feed || owner?.status !== 'active') throw noFeed()
  return { ...feed, language: owner.language ?? scope.tenant.language }
}

async function eventsOf(
  scope: Scope,
  { covers, owner }: { covers: 'own' | 'team'; owner: string },
  language: string,
  today: string,
): Promise<CalendarEvent[]> {
  const day = Temporal.PlainDate.from(today)
  const [from, to] = [day.subtract({ months: 3 }).toString(), day.add({ years: 1 }).toString()]
  const where = { status: 'approved', startsOn_lte: to, endsOn_gte: from } as const
  const found = await scope.records(leaveRequests).list({ where, sort: ['startsOn', 'ASC'] })
  const away = found.filter(({ person }) => covers === 'team' || person === owner)
  const off = await scope.records(holidays).list({ where: { on_gte: from, on_lte: to }, sort: ['on', 'ASC'] })
  const names = await scope.asSystem('leave.feed', (system) =>
    system.records(people).list({ where: { id_in: [...new Set(away.map(({ person }) => person))] } }),
  )
  const nameOf = (person: string) => names.find(({ id }) => id === person)?.name ?? ''
  const titleOf = (person: string, part: string) =>
    scope.t(covers === 'own' ? `leave:feed.own.${part}` : `leave:feed.team.${part}`, { name: nameOf(person) }, language)
  return [
    ...away.map(({ id, person, startsOn, endsOn, startsAtNoon, endsAtNoon, fromTime }) => ({
      ...{ id, from: startsOn, until: endsOn, isBusy: covers === 'own' },
      title: titleOf(person, startsAtNoon || endsAtNoon || fromTime ? 'part' : 'whole'),
    })),
    ...off.map(({ id, on, name }) => ({ id, from: on, until: on, title: name })),
  ]
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
