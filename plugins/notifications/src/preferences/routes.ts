import type { Channel, Kind } from '@guildhall/contract-notifications'
import { defineError, type RouteDefinition, type Scope, Type } from '@guildhall/sdk'
import type { Book } from '../book.ts'
import { requireMe } from './me.ts'
import { isWanted, type Preferences, preferencesOf, savePreferences, usualChannels } from './own.ts'
import { addresses, choices, rhythms, timeOfDay } from './preferences.ts'

const notAnAddress = defineError('notifications.not_an_address', 422)
const notOptional = defineError('notifications.not_optional', 422)
const quietHalf = defineError('notifications.quiet_half', 422)

const time = Type.Union([Type.String({ pattern: timeOfDay }), Type.Null()])
const rhythm = Type.Unsafe<Preferences['digest']>({ type: 'string', enum: rhythms })
const changes = Type.Object(
  {
    choices: Type.Optional(choices),
    quietFrom: Type.Optional(time),
    quietTo: Type.Optional(time),
    digest: Type.Optional(rhythm),
    digestAt: Type.Optional(Type.String({ pattern: timeOfDay })),
    addresses: Type.Optional(addresses),
  },
  { additionalProperties: false },
)

/** One's own preferences, beside everything there is to choose from. */
export function preferenceRoutes(book: Book): RouteDefinition[] {
  const path = '/preferences'
  const access = 'signedIn'
  return [
    {
      ...{ method: 'GET', path, access, summary: 'notifications:openapi.preferences' },
      async run({ scope }) {
        const person = requireMe(scope)
        return scope.asSystem('notifications.preferences', (system) => shown(system, book, person))
      },
    },
    {
      ...{ method: 'PUT', path, access, body: changes, summary: 'notifications:openapi.savePreferences' },
      async run({ scope, body }) {
        const person = requireMe(scope)
        const given = body as Partial<Preferences>
        judge(scope, book, given)
        return scope.asSystem('notifications.preferences', async (system) => {
          await savePreferences(system, person, given)
          return shown(system, book, person)
        })
      },
    },
  ]
}

async function shown(scope: Scope, book: Book, person: string) {
  const own = await preferencesOf(scope, person)
  const { quietFrom, quietTo, digest, digestAt, addresses: numbers } = own
  const channels = [app(scope), ...(await Promise.all(book.channelsOn(scope).map((one) => offered(scope, one))))]
  const isReady = channels.filter(({ ready }) => ready)
  return {
    ...{ quietFrom, quietTo, digest, digestAt, addresses: numbers, zone: scope.zone },
    channels: isReady.map(({ ready: _, ...channel }) => channel),
    kinds: book.kindsOn(scope).map((kind) => ({
      name: kind.name,
      label: scope.t(kind.texts.label),
      plugin: scope.t(`${kind.name.split('.')[0]}:plugin.name`),
      urgent: kind.importance === 'urgent',
      wanted: Object.fromEntries(isReady.map(({ name }) => [name, isWanted(kind, name, own)])),
      fixed: kind.optional === false ? (kind.channels ?? usualChannels) : [],
    })),
  }
}

const app = (scope: Scope) => ({
  ...{ name: 'app', label: scope.t('notifications:channels.app'), digests: false, address: null, ready: true },
})

const offered = async (scope: Scope, channel: Channel) => ({
  name: channel.name,
  label: scope.t(channel.label),
  digests: channel.digests === true,
  address: channel.address ?? null,
  ready: await channel.ready(scope),
})

function judge(scope: Scope, book: Book, given: Partial<Preferences>): void {
  if ('quietFrom' in given !== 'quietTo' in given || (given.quietFrom === null) !== (given.quietTo === null))
    throw quietHalf({}, [{ path: given.quietFrom ? 'quietTo' : 'quietFrom', code: quietHalf.code }])
  for (const [name, address] of Object.entries(given.addresses ?? {})) {
    const pattern = book.channelsOn(scope).find((one) => one.name === name)?.address
    if (address !== '' && (!pattern || !new RegExp(`^(?:${pattern})$`, 'u').test(address)))
      throw notAnAddress({}, [{ path: `addresses.${name}`, code: notAnAddress.code }])
  }
  for (const kind of book.kindsOn(scope)) refuseFixed(kind, given)
}

function refuseFixed(kind: Kind, { choices: chosen = {} }: Partial<Preferences>): void {
  if (kind.optional !== false) return
  const refused = (kind.channels ?? usualChannels).find((channel) => chosen[kind.name]?.[channel] === false)
  if (refused) throw notOptional({}, [{ path: `choices.${kind.name}.${refused}`, code: notOptional.code }])
}
