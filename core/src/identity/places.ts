import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { keyFor } from '../config/cipher.ts'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Caller } from './journal.ts'

export interface Places {
  /** Remembers where a user signs in from; true when he never did so from there, but did from elsewhere. */
  note(userId: string, caller: Caller, at: string): Promise<boolean>
}

/** What is known before counts: two sign-ins at once from one new place are told of once. */
const noteOne = prepare(
  `with before as (select count(*) as places from guildhall.known_places where user_id = $1::uuid),
   kept as (insert into guildhall.known_places as k (user_id, place, seen_at) values ($1::uuid, $2::bytea, $3::timestamptz)
     on conflict (user_id, place) do update set seen_at = excluded.seen_at returning k.xmax = 0 as is_new)
   select is_new and places > 0 from kept, before`,
  ([isNew]) => isNew === 't',
)

export function rememberPlaces(database: Database, secret: string): Places {
  const key = keyFor(secret, 'guildhall known places')
  return {
    async note(userId, { ip, agent }, at) {
      const place = createHmac('sha256', key)
        .update(JSON.stringify([userId, browserOf(agent), neighbourhoodOf(ip)]))
        .digest('hex')
      const [{ rows }] = await database.run([bind(noteOne, userId, `\\x${place}`, at)])
      return rows[0] === true
    },
  }
}

/** Without its versions, so that an update is no new browser. */
export const browserOf = (agent: string | null): string => (agent ?? '').replaceAll(/[\d._]+/g, '')

/** The first 24 bits of an IPv4 address, 48 of an IPv6 one (RFC 6177: what one site gets): a provider gives new ones within them every day. */
export function neighbourhoodOf(ip: string | null): string {
  const address = (ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(address)) return address.split('.').slice(0, 3).join('.')
  if (!isIPv6(address)) return ''
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const [first, last] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? [] : Array<string>(8 - first.length - last.length).fill('0')
  return [...first, ...zeros, ...last]
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
