import { scopePattern } from '../access/scopes.ts'
import { readEnvironment } from '../config/environment.ts'
import { readInTenant } from '../database/enter.ts'
import { bind } from '../database/statement.ts'
import { endKey, makeKey } from '../keys/making.ts'
import { policyOf } from '../keys/policy.ts'
import { selectAll } from '../keys/statements.ts'
import { entryOf } from '../records/context.ts'
import { transact } from '../records/transact.ts'
import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.key
const most = 10_000
const ofTenant = ['--tenant <slug>', words.tenant] as const

export const keyCreate: Verb = {
  name: 'key create',
  description: words.create,
  arguments: [['<email>', words.email]],
  options: [
    [...ofTenant],
    ['--name <name>', words.name],
    ['--scopes <scopes>', words.scopes],
    ['--days <days>', words.days],
    ['--without-end', words.withoutEnd],
    ['--signing', words.signing],
  ],
  async run({ args: [email = ''], options }) {
    const slug = requireSlug(options.tenant)
    const kind = options.signing === true ? ('signing' as const) : ('bearer' as const)
    const scopes = String(options.scopes ?? (kind === 'signing' ? '*:read' : ''))
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
    const odd = scopes.find((scope) => !new RegExp(scopePattern).test(scope))
    if (scopes.length === 0 || odd !== undefined) throw new Refusal(words.whichScopes)
    const { KEY_DAYS, KEY_WITHOUT_END } = readEnvironment(process.env)
    const policy = policyOf(KEY_DAYS, KEY_WITHOUT_END === 'on')
    const days = options.withoutEnd ? null : options.days === undefined ? undefined : Number(options.days)
    if (days !== null && days !== undefined && !(Number.isInteger(days) && days > 0)) throw new Refusal(words.howLong)
    return inOffice(async ({ platform: { engine, identity, tenancy } }) => {
      const tenant = await required(tenancy, slug)
      const { id: userId } = await identity.requireUser(email)
      const owner = await tenancy.contextFor({ userId, tenantSlug: tenant.slug })
      const wanted = { name: String(options.name ?? words.unnamed), scopes, kind, days }
      const made = await transact(engine, tenancy.asSystem(tenant.id, 'cli'), (operation) =>
        makeKey(operation, owner, wanted, { policy }),
      )
      return { lines: [words.made(email, made.expiresAt), words.shownOnce(made.token)], data: made }
    })
  },
}

export const keyList: Verb = {
  name: 'key list',
  description: words.list,
  options: [[...ofTenant]],
  async run({ options }) {
    const slug = requireSlug(options.tenant)
    return inOffice(async ({ platform: { engine, tenancy } }) => {
      const tenant = await required(tenancy, slug)
      const context = await tenancy.contextForSystem(tenant.id, 'cli')
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [bind(selectAll, tenant.id, most, 0)])
      const lines = rows.map(({ id, name, kind, owner, scopes, expiresAt, usedAt }) =>
        [id, owner.email, name, kind, scopes.join(','), words.until(expiresAt), words.used(usedAt)].join('  '),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: rows }
    })
  },
}

export const keyRevoke: Verb = {
  name: 'key revoke',
  description: words.revoke,
  arguments: [['<id>', words.id]],
  options: [[...ofTenant]],
  async run({ args: [id = ''], options }) {
    const slug = requireSlug(options.tenant)
    return inOffice(async ({ platform: { engine, tenancy } }) => {
      const tenant = await required(tenancy, slug)
      if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal(words.unknown(slug))
      await transact(engine, tenancy.asSystem(tenant.id, 'cli'), (operation) => endKey(operation, id, null))
      return { lines: [words.revoked], data: { id } }
    })
  },
}

function requireSlug(given: string | boolean | undefined): string {
  if (typeof given !== 'string') throw new Refusal(words.whichTenant)
  return given
}

export const keyVerbs: readonly Verb[] = [keyCreate, keyList, keyRevoke]
