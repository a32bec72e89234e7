import type { Database } from '../database/pool.ts'
import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import { asInstant } from '../records/codec.ts'

export const journalEvents = [
  'login',
  'logout',
  'failure',
  'expiry',
  'lockout',
  'factor-on',
  'factor-off',
  'recovery',
  'key-made',
  'key-revoked',
  'key-refused',
  'acting-begun',
  'acting-ended',
  'provider-linked',
  'provider-unlinked',
  'provider-refused',
  'provider-changed',
  'passkey-added',
  'passkey-removed',
  'passkey-stopped',
] as const
export type JournalEvent = (typeof journalEvents)[number]

/** From where somebody speaks. */
export interface Caller {
  readonly ip: string | null
  readonly agent: string | null
}

export interface JournalEntry extends Caller {
  readonly id: number
  readonly at: string
  readonly event: JournalEvent
  readonly userId: string | null
  readonly name: string | null
  readonly email: string | null
  readonly tenantId: string | null
  /** Who acted for the user, and why. */
  readonly by: string | null
  readonly reason: string | null
  /** By which provider, or `passkey`; null for a password. */
  readonly way: string | null
}

export interface NewEntry extends Partial<Caller> {
  readonly at: string
  readonly event: JournalEvent
  readonly userId?: string | null
  /** As it was typed, for a name that nobody has. */
  readonly email?: string | null
  readonly tenantId?: string | null
  /** Who did it, if not the user himself. */
  readonly byUserId?: string | null
  readonly way?: string | null
}

/** The way of whoever comes in by a passkey; no provider may be called so. */
export const passkeyWay = 'passkey'

/** So many are shown; older ones stay in the table. */
export const shownEntries = 200

export const journalColumns = 'at, event, user_id, email, tenant_id, ip, agent, by_user_id, way'

const insert = prepare(
  `insert into guildhall.login_journal (${journalColumns}) values ($1::timestamptz, $2, $3::uuid, $4, $5::uuid, $6, $7, $8::uuid, $9)`,
)

export function journalEntry({
  at,
  event,
  userId = null,
  email = null,
  tenantId = null,
  ip = null,
  agent = null,
  byUserId = null,
  way = null,
}: NewEntry): BoundStatement {
  return bind(insert, at, event, userId, email, tenantId, ip, agent, byUserId, way)
}

const listed = (where: string) =>
  prepare(
    `select j.id, j.at, j.event, j.user_id, u.name, coalesce(u.email, j.email), j.tenant_id, j.ip, j.agent, b.name, j.reason, j.way
     from guildhall.login_journal j left join guildhall.users u on u.id = j.user_id left join guildhall.users b on b.id = j.by_user_id
     where ${where} order by j.id desc limit ${shownEntries}`,
    ([id, at, event, userId, name, email, tenantId, ip, agent, by, reason, way]): JournalEntry => ({
      id: Number(id),
      at: asInstant(String(at)),
      event: event as JournalEvent,
      userId: userId ?? null,
      name: name ?? null,
      email: email ?? null,
      tenantId: tenantId ?? null,
      ip: ip ?? null,
      agent: agent ?? null,
      by: by ?? null,
      reason: reason ?? null,
      way: way ?? null,
    }),
  )
const all = listed('true')
const ofTenant = listed('j.tenant_id = $1::uuid')
const ofUser = listed('j.user_id = $1::uuid')

/** The newest entries: of one tenant, or of the whole installation. */
export async function readJournal(database: Database, tenantId: string | null): Promise<JournalEntry[]> {
  const [{ rows }] = await database.run([tenantId === null ? bind(all) : bind(ofTenant, tenantId)])
  return rows
}

/** A user's own, wherever he came in. */
export async function readOwnJournal(database: Database, userId: string): Promise<JournalEntry[]> {
  const [{ rows }] = await database.run([bind(ofUser, userId)])
  return rows
}
