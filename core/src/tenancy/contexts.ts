import type { Actor, Clock } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import type { AccessPlan } from '../access/plan.ts'
import type { Database } from '../database/pool.ts'
import { hierarchyOf } from '../i18n/languages.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import { noLonger, notSignedIn, notYet } from '../identity/errors.ts'
import type { Key } from '../keys/ring.ts'
import type { Installed } from '../plugins/host.ts'
import type { Context } from '../records/context.ts'
import type { CustomField } from '../records/custom/definition.ts'
import { withCustomFields } from '../records/custom/extend.ts'
import type { Registry } from '../records/model.ts'
import { remember } from '../records/remember.ts'
import { recordActor } from './actors.ts'
import { noTenant, suspended, tenantNotFound } from './errors.ts'
import { type Loaded, type LoadedPerson, type LoadedPlugin, type LoadedTenant, loadTenant, loadUserIn } from './load.ts'
import { administrator, type Plans } from './plans.ts'
import { pluginsOn, settingsOf } from './plugins-on.ts'

export interface ContextRequest {
  readonly userId: string
  /** Without it, where the user was last or is first at home. */
  readonly tenantSlug?: string | undefined
  /** What he came with, if not by himself: his rights are narrowed to its scopes. */
  readonly key?: Key | undefined
  /** In which language he is to be answered, where that is not for the user to say. */
  readonly acceptLanguage?: string | undefined
  readonly requestId?: string | undefined
  /** What is remembered was found to be out of date. */
  readonly fresh?: boolean
}

export interface Contexts {
  /**
   * What a user may do in a tenant. From memory unless it is the first time or `fresh`; whoever reads or writes with it
   * compares its epochs with the database's and asks again.
   * @throws 404 for a tenant that is unknown or not his, 403 when it is suspended or outside the days of his login
   */
  contextFor(request: ContextRequest): Promise<Context>
  /** What a user may do in a tenant that is known by its id; nobody's rights are the system's, with the reason. @throws 404 */
  contextOfUser(tenantId: string, userId: string | null, options: { fresh?: boolean; reason: string }): Promise<Context>
  /** All rights on the plugin's own resources, nothing else. @throws 404 */
  contextForPlugin(tenantId: string, plugin: string, options?: { fresh?: boolean }): Promise<Context>
  /** All rights in the tenant; what is done says why. @throws 404 */
  contextForSystem(tenantId: string, reason: string, options?: { fresh?: boolean }): Promise<Context>
}

export interface ContextOptions {
  readonly database: Database
  readonly clock: Clock
  readonly installed: Installed
  readonly plans: Plans
  readonly vocabulary: Vocabulary
  /** Makes an invited person one who came in. */
  readonly join: (tenantId: string, personId: string) => Promise<void>
}

interface Remembered {
  readonly context: Context
  readonly person: LoadedPerson | undefined
}

const contextsKept = 20_000
const tenantsWithFields = 1_000

export function keepContexts({ database, clock, installed, plans, vocabulary, join }: ContextOptions): Contexts {
  const ofUsers = new LRUCache<string, Remembered>({ max: contextsKept })
  const ofCode = new LRUCache<string, Context>({ max: contextsKept })
  const registries = new LRUCache<string, Registry>({ max: tenantsWithFields })

  async function enter(userId: string, slug: string | null, key: Key | undefined): Promise<Remembered> {
    let loaded = await loadUserIn(database, userId, slug, clock.now())
    // Who is known to the installation needs no link: coming in is what makes him one of the tenant's people.
    if (
      loaded.tenant &&
      loaded.person?.status === 'invited' &&
      loaded.user?.hasWayIn &&
      isWithin(loaded.person, loaded.tenant)
    ) {
      await join(loaded.tenant.id, loaded.person.id)
      loaded = await loadUserIn(database, userId, loaded.tenant.slug, clock.now())
    }
    const { tenant, user, person } = loaded
    if (!user?.active) throw notSignedIn()
    if (!tenant) throw slug === null ? noTenant() : tenantNotFound()
    const own = plans.over(registryOf(tenant.id, loaded.fields))
    const isMember = person?.status === 'active' && (isWithin(person, tenant) || !user.superadmin)
    const rights = isMember
      ? { plan: own.of(loaded.roles, on(loaded.plugins), key?.scopes), actor: personActor(person) }
      : await outside(loaded, userId, tenant, own, key)
    if (tenant.status !== 'active' && !user.superadmin) throw suspended()
    const context = await build(tenant, loaded.plugins, {
      ...rights,
      userId,
      userEpoch: user.epoch,
      me: isMember ? person.id : null,
      // What he chose himself stands over what the tenant noted of him.
      language: languageOn(tenant, user.language || (isMember ? person.language : null)),
      zone: user.zone || (isMember && person.zone) || tenant.zone,
      roles: isMember ? loaded.roles : [],
      ...(key && { key }),
    })
    return { context, person: isMember ? person : undefined }
  }

  /** A superadmin, or an administrator of a tenant above: recorded as acting for this one. Anybody else finds nothing here. */
  async function outside(
    { user, above, plugins, outsideActor }: Loaded,
    userId: string,
    tenant: LoadedTenant,
    own: Plans,
    key: Key | undefined,
  ): Promise<Rights & { outside: 'superadmin' | 'parent' }> {
    const kind = user?.superadmin ? 'superadmin' : above.some(plans.administers) ? 'parent' : null
    if (!user || !kind) throw tenantNotFound()
    const id = outsideActor ?? (await recordActor(database, tenant.id, { kind: 'outside', label: user.name, userId }))
    const names = on(plugins)
    const plan = kind === 'superadmin' ? own.of([administrator], names, key?.scopes) : own.forParent(names, key?.scopes)
    return { plan, actor: { id, kind: 'outside', label: user.name }, outside: kind }
  }

  async function asCode(
    tenantId: string,
    plugin: string,
    kind: 'plugin' | 'system',
    planOf: (own: Plans) => AccessPlan,
    fresh: boolean,
  ): Promise<Context> {
    const key = `${tenantId} ${plugin}`
    const known = fresh ? undefined : ofCode.get(key)
    if (known) return known
    const { tenant, plugins, actor, fields } = await loadTenant(database, tenantId, plugin)
    if (!tenant) throw tenantNotFound()
    const id = actor ?? (await recordActor(database, tenantId, { kind, label: plugin, plugin }))
    const context = await build(tenant, plugins, {
      plan: planOf(plans.over(registryOf(tenant.id, fields))),
      actor: { id, kind, label: plugin },
      userId: null,
      userEpoch: 0,
      me: null,
      language: tenant.language,
      zone: tenant.zone,
      roles: [],
    })
    ofCode.set(key, context)
    return context
  }

  /** The resources as a tenant has them. Of one that added no field they are those of the installation. */
  function registryOf(tenantId: string, fields: readonly CustomField[]): Registry {
    if (fields.length === 0) return installed.registry
    const key = `${tenantId} ${JSON.stringify(fields)}`
    return remember<string, Registry>(registries, key, () => withCustomFields(installed.registry, fields))
  }

  const on = (plugins: readonly LoadedPlugin[]) =>
    pluginsOn(
      installed.plugins,
      plugins.map(({ plugin }) => plugin),
    )
  const isWithin = ({ startsOn, endsOn }: LoadedPerson, { zone }: { zone: string }) => {
    if (startsOn === null && endsOn === null) return true
    const today = clock.today(zone)
    return (startsOn === null || startsOn <= today) && (endsOn === null || today <= endsOn)
  }

  function refuseOutsideDays(person: LoadedPerson | undefined, tenant: { zone: string }): void {
    if (!person || isWithin(person, tenant)) return
    const { startsOn, endsOn } = person
    throw startsOn !== null && clock.today(tenant.zone) < startsOn
      ? notYet({ startsOn })
      : noLonger({ endsOn: endsOn ?? '' })
  }

  async function build(
    tenant: LoadedTenant,
    plugins: readonly LoadedPlugin[],
    who: Omit<Context, 'tenant' | 'languages' | 'plugins' | 'settings' | 'clock' | 'translate'>,
  ): Promise<Context> {
    const { status: _, languages, quotas, brand, ...info } = tenant
    await vocabulary.load(tenant.id, tenant.epoch)
    const names = on(plugins)
    const chosen = new Map(plugins.map(({ plugin, settings }) => [plugin, settings]))
    return Object.freeze({
      ...who,
      tenant: Object.freeze(info),
      languages,
      ...(brand && { brand }),
      ...(Object.keys(quotas).length > 0 && { quotas }),
      plugins: names,
      settings: new Map([...names].map((name) => [name, settingsOf(installed.plugin(name), chosen.get(name) ?? {})])),
      clock,
      translate: vocabulary.translator(who.language, { tenant, zone: who.zone }),
    })
  }

  function inLanguage(context: Context, wanted: string): Context {
    const { tenant, languages, zone } = context
    const language = languageOn({ language: tenant.language, languages }, wanted)
    return { ...context, language, translate: vocabulary.translator(language, { tenant, zone }) }
  }

  const contexts: Contexts = {
    async contextFor({ userId, tenantSlug, key, acceptLanguage, requestId, fresh = false }) {
      const place = `${userId} ${tenantSlug ?? ''} ${key?.id ?? ''}`
      let known = fresh ? undefined : ofUsers.get(place)
      if (!known) {
        ofUsers.delete(place)
        known = await enter(userId, tenantSlug ?? null, key)
        ofUsers.set(place, known)
      }
      const { context, person } = known
      refuseOutsideDays(person, context.tenant)
      const spoken = acceptLanguage === undefined ? context : inLanguage(context, vocabulary.negotiate(acceptLanguage))
      return requestId === undefined ? spoken : { ...spoken, requestId }
    },
    contextForPlugin: (tenantId, plugin, { fresh = false } = {}) =>
      asCode(tenantId, plugin, 'plugin', (own) => own.forPlugin(plugin), fresh),
    async contextForSystem(tenantId, reason, { fresh = false } = {}) {
      return { ...(await asCode(tenantId, 'system', 'system', (own) => own.forSystem, fresh)), reason }
    },
    async contextOfUser(tenantId, userId, { fresh = false, reason }) {
      const asSystem = await contexts.contextForSystem(tenantId, reason, { fresh })
      return userId === null ? asSystem : contexts.contextFor({ userId, tenantSlug: asSystem.tenant.slug, fresh })
    },
  }
  return contexts
}

interface Rights {
  readonly plan: AccessPlan
  readonly actor: Actor
}

/** A language the tenant has switched off is nobody's there. */
function languageOn(
  { language, languages }: Pick<LoadedTenant, 'language' | 'languages'>,
  wanted: string | null,
): string {
  const isOn = wanted && (languages === null || hierarchyOf(wanted).some((each) => languages.includes(each)))
  return isOn ? wanted : language
}

function personActor({ id, name }: LoadedPerson): Actor {
  return { id, kind: 'person', label: name }
}
