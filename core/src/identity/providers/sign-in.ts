import type { Clock } from '@guildhall/sdk'
import { DomainError } from '@guildhall/sdk'
import { bind } from '../../database/statement.ts'
import { type Attempts, addressKey, userKey } from '../attempts.ts'
import { type EntranceOptions, enter, findEntrant, type SignedIn } from '../entrance.ts'
import { codeRequired, codeWrong, notSignedIn, tooManyAttempts } from '../errors.ts'
import { countFailure } from '../failure.ts'
import { type Caller, journalEntry } from '../journal.ts'
import { refuseWaiting } from '../login.ts'
import type { Notify } from '../notices.ts'
import type { SecondFactor } from '../second-factor/second-factor.ts'
import type { Session } from '../sessions.ts'
import { takeWayIn } from '../way-in.ts'
import { type ArrivalOptions, link, recognise, requireDomain } from './arrival.ts'
import { type OpenidClient, openidClient, type Vouched } from './client.ts'
import { alreadyLinked, linkedToAnother, personUnknown, providerUnknown, tripLost } from './errors.ts'
import { isLinkOf, type Link, linksOf, removeLink } from './linked.ts'
import type { Provider } from './provider.ts'
import { keepProviders, type ProviderStore } from './store.ts'
import { sealTrips, type Trip, tripTime } from './trip.ts'

export interface ProvidersOptions extends ArrivalOptions {
  readonly clock: Clock
  readonly attempts: Attempts
  readonly secondFactor: Pick<SecondFactor, 'accept'>
  readonly notify: Notify
  readonly entered: EntranceOptions['entered']
  /** The installation's. */
  readonly secret: string
  readonly publicUrl: string
  /** http is allowed where the provider runs on this machine, too. */
  readonly isDevelopment: boolean
}

/** Coming in by somebody else's word: OpenID Connect, authorization code flow with PKCE. */
export interface Providers {
  readonly store: ProviderStore
  /** What the door offers. */
  offered(): Promise<Pick<Provider, 'slug' | 'label'>[]>
  /** Whether a provider answers and is one; what it says of itself. @throws 502 */
  test(which: string): Promise<{ issuer: string; authorizationEndpoint: string; redirectUri: string }>
  redirectUri(slug: string): string
  /** Where to send the browser, and what it is to carry until it is back. @throws 404, 429, 502 */
  begin(slug: string, caller: Caller, linkFor?: Session): Promise<{ address: string; trip: string }>
  /** @throws 401 `code_required` with what is to be carried to {@link enterCode} @throws 400, 403, 502 */
  finish(slug: string, query: string, trip: string | undefined, caller: Caller): Promise<SignedIn>
  enterCode(waiting: string | undefined, code: string, caller: Caller): Promise<SignedIn>
  links(userId: string): Promise<Link[]>
  /** By a signed-in person who came back from the provider. */
  link(slug: string, query: string, trip: string | undefined, session: Session, caller: Caller): Promise<void>
  /** @throws 404, 409 for the last way in */
  unlink(slug: string, session: Session, caller: Caller): Promise<void>
}

/** Who came back and still owes a code; the error carries what he is to bring. */
export class CodeOwed extends DomainError {
  readonly waiting: string
  constructor(waiting: string) {
    super(codeRequired.code, 401)
    this.waiting = waiting
  }
}

const tripsAllowed = 60
const waitingTime = 5 * 60_000

export function keepSignInProviders(options: ProvidersOptions): Providers {
  const { database, clock, attempts, secondFactor, secret, publicUrl, isDevelopment } = options
  const store = keepProviders({ database, clock, secret, isDevelopment })
  const client: OpenidClient = openidClient(isDevelopment)
  const trips = sealTrips(secret)
  const entrance = { database, clock, attempts, entered: options.entered }
  const redirectUri = (slug: string) => `${publicUrl}/sign-in/${slug}`
  const from = (milliseconds: number) => new Date(Date.parse(clock.now()) + milliseconds).toISOString()

  async function opened(slug: string) {
    const found = await store.open(slug)
    if (!found.provider.active) throw providerUnknown()
    return found
  }

  /** What the provider says of who came back with the same state that he left with. */
  async function returned(slug: string, query: string, sealed: string | undefined, linkFor: string | null) {
    const { provider, secret: clientSecret } = await opened(slug)
    const trip: Trip | null = trips.open(sealed, 'trip', clock.now())
    const parameters = new URLSearchParams(query)
    const isOwn = trip?.provider === provider.id && trip.linkFor === linkFor
    if (!trip || !isOwn || parameters.get('state') !== trip.state) throw tripLost()
    const address = new URL(`${redirectUri(provider.slug)}?${parameters}`)
    return { provider, vouched: await client.finish(provider, clientSecret, address, trip) }
  }

  async function refuse(error: unknown, { ip, agent }: Caller, about: object, way: string): Promise<never> {
    if (error instanceof DomainError && error.status < 500)
      await database.run([
        attempts.count(addressKey(ip ?? '')),
        journalEntry({ at: clock.now(), event: 'provider-refused', ip, agent, way, ...about }),
      ])
    throw error
  }

  async function welcome(userId: string, provider: Provider, caller: Caller): Promise<SignedIn> {
    const found = await findEntrant(entrance, userId)
    if (!found) throw personUnknown()
    if (!found.entrant.hasFactor || provider.bothSteps)
      return enter(entrance, found.entrant, found.memberships, caller, provider.slug)
    throw new CodeOwed(trips.seal({ kind: 'waiting', provider: provider.id, userId, until: from(waitingTime) }))
  }

  async function requirePatience(caller: Caller, userId?: string): Promise<void> {
    const [ofAddress, ofUser] = await database.run([
      attempts.read(addressKey(caller.ip ?? '')),
      attempts.read(userKey(userId ?? '')),
    ])
    refuseWaiting(attempts, ofUser.rows[0], ofAddress.rows[0])
  }

  return {
    store,
    redirectUri,
    async offered() {
      return (await store.list()).flatMap(({ slug, label, active }) => (active ? [{ slug, label }] : []))
    },
    async test(which) {
      const { provider, secret: clientSecret } = await store.open(which)
      const server = (await client.discover(provider, clientSecret)).serverMetadata()
      const { issuer, authorization_endpoint: authorizationEndpoint = '' } = server
      return { issuer, authorizationEndpoint, redirectUri: redirectUri(provider.slug) }
    },
    async begin(slug, { ip }, session) {
      const isOften = !(await attempts.allow(database, `providers ${addressKey(ip ?? '')}`, tripsAllowed))
      if (isOften) throw tooManyAttempts({ retryAfter: 60 })
      const { provider, secret: clientSecret } = await opened(slug)
      const { address, secrets } = await client.begin(provider, clientSecret, redirectUri(provider.slug))
      const linkFor = session?.userId ?? null
      const trip = trips.seal({ kind: 'trip', provider: provider.id, linkFor, until: from(tripTime), ...secrets })
      return { address, trip }
    },
    async finish(slug, query, sealed, caller) {
      await requirePatience(caller)
      let about: { userId?: string; email?: string | null } = {}
      try {
        const { provider, vouched } = await returned(slug, query, sealed, null)
        about = { email: vouched.email }
        const { userId, isNew } = await recognise(options, provider, vouched, clock.now())
        about = { userId }
        if (isNew) await tellOfLink(userId, provider, 'providerLinked', caller)
        return await welcome(userId, provider, caller)
      } catch (error) {
        if (error instanceof CodeOwed) throw error
        return refuse(error, caller, about, slug)
      }
    },
    async enterCode(sealed, code, caller) {
      const waiting = trips.open(sealed, 'waiting', clock.now())
      if (!waiting) throw tripLost()
      const { userId } = waiting
      await requirePatience(caller, userId)
      const [{ provider }, found] = await Promise.all([store.open(waiting.provider), findEntrant(entrance, userId)])
      if (!found || !provider.active) throw notSignedIn()
      const { user, landing } = found.entrant
      if (await secondFactor.accept(user, code, caller))
        return enter(entrance, found.entrant, found.memberships, caller, provider.slug)
      const about = { userId, tenantId: landing, way: provider.slug, ...caller }
      throw await countFailure({ database, clock, attempts }, userKey(userId), about, codeWrong())
    },
    async links(userId) {
      const [{ rows }] = await database.run([bind(linksOf, userId)])
      return rows
    },
    async link(slug, query, sealed, { user }, caller) {
      try {
        const { provider, vouched } = await returned(slug, query, sealed, user.id)
        requireDomain(provider, vouched)
        await linkTo(provider, vouched, user.id)
        await tellOfLink(user.id, provider, 'providerLinked', caller)
      } catch (error) {
        await refuse(error, caller, { userId: user.id }, slug)
      }
    },
    async unlink(slug, { user }, caller) {
      const provider = await store.require(slug)
      const removed = await takeWayIn(database, user.id, bind(removeLink, user.id, provider.slug))
      if (removed.length === 0) throw providerUnknown()
      await tellOfLink(user.id, provider, 'providerUnlinked', caller)
    },
  }

  async function linkTo(provider: Provider, vouched: Vouched, userId: string): Promise<void> {
    const at = clock.now()
    const [{ rows: added }] = await database.run([link(provider, vouched, userId, at)])
    if (added[0]) return
    const [{ rows: owners }] = await database.run([bind(isLinkOf, provider.id, vouched.subject)])
    throw owners[0] && owners[0] !== userId ? linkedToAnother() : alreadyLinked()
  }

  async function tellOfLink(
    userId: string,
    { slug: way, label }: Provider,
    notice: 'providerLinked' | 'providerUnlinked',
    caller: Caller,
  ): Promise<void> {
    const event = notice === 'providerLinked' ? 'provider-linked' : 'provider-unlinked'
    await database.run([journalEntry({ at: clock.now(), event, userId, way, ...caller })])
    const found = await findEntrant(entrance, userId)
    if (found) options.notify(found.entrant.user, notice, { provider: label })
  }
}
