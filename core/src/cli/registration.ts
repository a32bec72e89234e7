import { readInTenant } from '../database/enter.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Platform } from '../platform.ts'
import { entryOf } from '../records/context.ts'
import { transact } from '../records/transact.ts'
import { businessSettings, saveBusinessSettings } from '../registration/businesses/settings.ts'
import { approve, refuse } from '../registration/people/decide.ts'
import {
  type RegistrationSettings,
  registrationSettings,
  saveRegistrationSettings,
} from '../registration/people/settings.ts'
import { page } from '../registration/people/statements.ts'
import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { registrationWords as words } from './registration-words.ts'
import { required } from './tenant.ts'
import type { Outcome, Verb, VerbContext } from './verb.ts'

const ofTenant = ['--tenant <slug>', words.tenant] as const
const most = 10_000
const rolesOf = prepare(
  'select id, name from guildhall.roles where tenant_id = $1::uuid order by name',
  ([id, name]) => ({
    id: String(id),
    name: String(name),
  }),
)

const list: Verb = {
  name: 'registration list',
  description: words.list,
  options: [[...ofTenant]],
  run: (given) =>
    inTenant(given, async ({ engine, tenancy }, { id }) => {
      const context = await tenancy.contextForSystem(id, 'cli')
      const [{ rows }] = await readInTenant(engine.database, entryOf(context), [bind(page, id, 'waiting', most, 0)])
      const lines = rows.map((row) => [row.id, row.email, row.name, row.verifiedAt ?? ''].join('  '))
      return { lines: lines.length > 0 ? lines : [words.noneWaits], data: rows }
    }),
}

const approveVerb: Verb = {
  name: 'registration approve',
  description: words.approve,
  arguments: [['<id>', words.id]],
  options: [[...ofTenant]],
  run: (given) =>
    inTenant(given, async (platform, tenant) => {
      const id = idOf(given, tenant.slug)
      await approve(platform, tenant.id, id, null)
      return { lines: [words.approved], data: { id } }
    }),
}

const refuseVerb: Verb = {
  name: 'registration refuse',
  description: words.refuse,
  arguments: [['<id>', words.id]],
  options: [[...ofTenant], ['--reason <text>', words.reason]],
  async run(given) {
    const { reason } = given.options
    if (typeof reason !== 'string' || !reason.trim()) throw new Refusal(words.whichReason)
    return inTenant(given, async (platform, tenant) => {
      const id = idOf(given, tenant.slug)
      await refuse(platform, tenant.id, id, { reason, by: null })
      return { lines: [words.refused], data: { id } }
    })
  },
}

const open: Verb = {
  name: 'registration open',
  description: words.open,
  options: [
    [...ofTenant],
    ['--roles <names>', words.roles],
    ['--as <kind>', words.as, ['client', 'staff']],
    ['--approval', words.approval],
    ['--domains <domains>', words.domains],
    ['--terms <address>', words.terms],
    ['--privacy <address>', words.privacy],
  ],
  run: (given) =>
    inTenant(given, async (platform, { id, slug }) => {
      const { options } = given
      const context = await platform.tenancy.contextForSystem(id, 'cli')
      const [{ rows: known }] = await readInTenant(platform.database, entryOf(context), [bind(rolesOf, id)])
      const names = partsOf(options.roles)
      const roles = known.filter(({ name }) => names.includes(name)).map((role) => role.id)
      if (roles.length === 0 || roles.length < names.length)
        throw new Refusal(words.whichRoles(known.map(({ name }) => name).join(', ')))
      const settings = await save(platform, id, {
        ...{ isOpen: true, roles, kind: options.as === 'staff' ? 'staff' : 'client' },
        ...{ needsApproval: options.approval === true, domains: partsOf(options.domains) },
        termsUrl: typeof options.terms === 'string' ? options.terms : null,
        privacyUrl: typeof options.privacy === 'string' ? options.privacy : null,
      })
      return { lines: [words.opened(slug)], data: settings }
    }),
}

const close: Verb = {
  name: 'registration close',
  description: words.close,
  options: [[...ofTenant]],
  run: (given) =>
    inTenant(given, async (platform, { id, slug }) => {
      const settings = await save(platform, id, { isOpen: false })
      return { lines: [words.closed(slug)], data: settings }
    }),
}

const businesses: Verb = {
  name: 'registration businesses',
  description: words.businesses,
  options: [
    ['--on', words.on],
    ['--off', words.off],
    ['--presets <names>', words.presets],
  ],
  run: ({ options }) =>
    inOffice(async ({ platform: { database, engine } }) => {
      const isOpen = options.on === true ? true : options.off === true ? false : undefined
      const changes = {
        ...(isOpen !== undefined && { isOpen }),
        ...(typeof options.presets === 'string' && { presets: partsOf(options.presets) }),
      }
      const settings =
        Object.keys(changes).length > 0
          ? await saveBusinessSettings(database, engine.registry, changes, engine.clock.today())
          : await businessSettings(database)
      return { lines: [words.businessesAre(settings.isOpen)], data: settings }
    }),
}

async function inTenant(
  { options }: VerbContext,
  work: (platform: Platform, tenant: { readonly id: string; readonly slug: string }) => Promise<Outcome>,
): Promise<Outcome> {
  const slug = options.tenant
  if (typeof slug !== 'string') throw new Refusal(words.whichTenant)
  return inOffice(async ({ platform }) => work(platform, await required(platform.tenancy, slug)))
}

async function save(
  { engine, tenancy }: Platform,
  tenantId: string,
  changes: Partial<RegistrationSettings>,
): Promise<RegistrationSettings> {
  await transact(engine, tenancy.asSystem(tenantId, 'cli'), (operation) =>
    saveRegistrationSettings(operation, tenancy.plans, changes),
  )
  return registrationSettings(engine.database, tenantId)
}

function idOf({ args: [id = ''] }: VerbContext, slug: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal(words.noSuch(slug))
  return id
}

const partsOf = (value: string | boolean | undefined): string[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : []

export const registrationVerbs: readonly Verb[] = [list, approveVerb, refuseVerb, open, close, businesses]
