import { v7 as uuid } from 'uuid'
import { actionsOf } from '../access/rules.ts'
import { partsOf } from '../access/scopes.ts'
import { bind } from '../database/statement.ts'
import { type Caller, journalEntry } from '../identity/journal.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { factOfAct, historyOfAct } from '../records/record-act.ts'
import { keyUnknown, tooManyKeys } from './errors.ts'
import { keyCreated, keyRevoked } from './events.ts'
import { endOf, type KeyPolicy } from './policy.ts'
import { insertKey, type KeyEntry, type KeyKind, queueUp, revokeKey } from './statements.ts'
import { newKeyToken, newSigningToken } from './token.ts'

/** Of one person in one tenant. */
export const mostKeys = 50

export interface WantedKey {
  readonly name: string
  readonly scopes: readonly string[]
  /** `bearer` unless given; one that signs only reads. */
  readonly kind?: KeyKind | undefined
  /** Undefined for the usual time, null for no end. */
  readonly days?: number | null | undefined
}

export interface MadeKey extends KeyEntry {
  /** Shown now and never again. */
  readonly token: string
}

/**
 * A key of somebody, for the tenant of his context.
 * @param operation whose: his own, or an operator's
 * @throws 422 for scopes that say nothing or go beyond what the owner may do, 409 beyond {@link mostKeys}
 */
export async function makeKey(
  operation: Operation,
  owner: Context,
  { name, scopes, kind = 'bearer', days }: WantedKey,
  { policy, caller = {} }: { readonly policy: KeyPolicy; readonly caller?: Partial<Caller> },
): Promise<MadeKey> {
  const { context, unit } = operation
  if (name.trim() === '') throw invalid({}, [{ path: 'name', code: 'validation.required' }])
  if (kind === 'signing') requireReads(scopes)
  requireHeldScopes(operation, owner, scopes)
  const at = context.clock.now()
  const expiresAt = endOf(policy, days, at)
  const id = uuid()
  const { token, hash, publicKey } = { hash: null, publicKey: null, ...newTokenOf(kind, id) }
  const [tenantId, userId] = [owner.tenant.id, owner.userId]
  const [, { rows }] = await unit.run(
    bind(queueUp, userId),
    bind(insertKey, tenantId, id, userId, name.trim(), scopes, hash, publicKey, at, expiresAt, mostKeys),
  )
  if (!rows[0]) throw tooManyKeys({ limit: mostKeys })
  const made = { id, name: name.trim(), kind, scopes, createdAt: at, expiresAt, usedAt: null, usedFrom: null }
  unit.queue(journalEntry({ at, event: 'key-made', userId, tenantId, ...caller }))
  unit.queue(
    historyOfAct(context, { kind: 'keys', action: 'create', after: { id, name, kind, scopes, expiresAt, userId } }),
  )
  unit.queue(factOfAct(context, { name: keyCreated.name, key: `keys/${id}`, payload: { id } }))
  return { ...made, token }
}

/**
 * @param owner whose key it must be; null for anybody's
 * @throws 404
 */
export async function endKey(
  { context, unit }: Operation,
  id: string,
  owner: string | null,
  caller: Partial<Caller> = {},
): Promise<void> {
  const at = context.clock.now()
  const tenantId = context.tenant.id
  const [{ rows }] = await unit.run(bind(revokeKey, tenantId, id, owner, at))
  const [gone] = rows
  if (!gone) throw keyUnknown()
  const { userId, name } = gone
  unit.queue(journalEntry({ at, event: 'key-revoked', userId, tenantId, ...caller }))
  unit.queue(historyOfAct(context, { kind: 'keys', action: 'revoke', before: { id, name, userId } }))
  unit.queue(factOfAct(context, { name: keyRevoked.name, key: `keys/${id}`, payload: { id } }))
}

const newTokenOf = (kind: KeyKind, id: string) => (kind === 'signing' ? newSigningToken(id) : newKeyToken(id))

function requireReads(scopes: readonly string[]): void {
  const problems = scopes.flatMap((scope, index) =>
    partsOf(scope).action === 'read' ? [] : [{ path: `scopes.${index}`, code: 'keys.reads_only', params: { scope } }],
  )
  if (problems.length > 0) throw invalid({}, problems)
}

/** What nobody could do with it today is not promised for tomorrow. */
function requireHeldScopes({ engine }: Operation, { plan, plugins }: Context, scopes: readonly string[]): void {
  if (scopes.length === 0) throw invalid({}, [{ path: 'scopes', code: 'validation.required' }])
  const problems = scopes.flatMap((scope, index) => {
    const { resource, action } = partsOf(scope)
    const fail = (code: string, params: object = {}) => [{ path: `scopes.${index}`, code, params: { ...params } }]
    const on = [...engine.registry.models.values()].filter(({ plugin }) => plugins.has(plugin))
    const meant = resource === '*' ? on : on.filter((model) => model.name === resource)
    if (meant.length === 0) return fail('access.resource_unknown', { resource })
    const asked = meant.flatMap((model) =>
      actionsOf(model)
        .filter((one) => action === '*' || one === action)
        .map((one) => plan.has(model.name, one)),
    )
    if (asked.length === 0) return fail('access.action_unknown', { action })
    return asked.includes(true) ? [] : fail('keys.beyond_rights', { scope })
  })
  if (problems.length > 0) throw invalid({}, problems)
}
