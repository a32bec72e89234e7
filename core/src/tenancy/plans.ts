import { createHash } from 'node:crypto'
import { type Archetype, cannot } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import { type AccessPlan, compileAccess, fullAccess } from '../access/plan.ts'
import { effectiveRules, type RoleDifferences } from '../access/roles.ts'
import type { RuleSet } from '../access/rules.ts'
import { narrowed, type Scopes } from '../access/scopes.ts'
import type { Installed } from '../plugins/host.ts'
import type { Registry } from '../records/model.ts'
import { remember } from '../records/remember.ts'

/** What a role says, whatever it is called and whosever it is. */
export interface RoleContent {
  readonly archetype: Archetype
  readonly differences: RoleDifferences
}

export interface Plans {
  /** One plan for all who have roles that say the same and the same plugins, in whichever tenant. */
  of(roles: readonly RoleContent[], plugins: ReadonlySet<string>, scopes?: Scopes): AccessPlan
  /** The same without the resources that would be read and are not open to whoever looks. */
  within(
    roles: readonly RoleContent[],
    plugins: ReadonlySet<string>,
    isOpen: (resource: string, fields: ReadonlySet<string>) => boolean,
  ): { readonly plan: AccessPlan; readonly leftOut: readonly string[] }
  /** What a parent's administrator may do in a child. */
  forParent(plugins: ReadonlySet<string>, scopes?: Scopes): AccessPlan
  forPlugin(plugin: string): AccessPlan
  readonly forSystem: AccessPlan
  /** The whole of what a role says where these plugins are on. */
  rules(role: RoleContent, plugins: ReadonlySet<string>): Omit<RuleSet, 'role'>[]
  /** What a role adds to its archetype; all of it where it leaves something of that out, which may have taken rights away. */
  beyondArchetype(role: RoleContent, plugins: ReadonlySet<string>): Omit<RuleSet, 'role'>[]
  /** Whether who has this role administers the tenant: may change every person and every role. */
  administers(role: RoleContent): boolean
  /** The same over the resources as a tenant has them, with the fields it added. */
  over(registry: Registry): Plans
}

export const noDifferences: RoleDifferences = { add: [], remove: [] }
export const administrator: RoleContent = { archetype: 'admin', differences: noDifferences }

/** A parent's administrator does not take a child's administrator's place. */
const administrators = { 'roles.archetype': 'admin' }
const parentsLimits = [
  cannot('delete', administrators),
  cannot('deactivate', administrators),
  cannot('leave', administrators),
  cannot('update', administrators, ['email', 'login', 'roles', 'startsOn', 'endsOn']),
]

const plansKept = 5_000

export function keepPlans(installed: Installed): Plans {
  const known = new WeakMap<Registry, Plans>()
  const over = (registry: Registry): Plans =>
    remember(known, registry, () => ({ ...plansOver(installed, registry), over }))
  return over(installed.registry)
}

function plansOver(installed: Installed, registry: Registry): Omit<Plans, 'over'> {
  const plans = new LRUCache<string, AccessPlan>({ max: plansKept })
  const administering = new LRUCache<string, boolean>({ max: plansKept })
  const forPlugins = new Map<string, AccessPlan>()
  const core: ReadonlySet<string> = new Set(['core'])

  const compile = (sets: readonly RuleSet[], scopes: Scopes | undefined): AccessPlan =>
    compileAccess(registry, scopes ? narrowed(registry, sets, scopes) : sets)
  const remembered = (key: string, compile: () => AccessPlan): AccessPlan =>
    remember<string, AccessPlan>(plans, key, compile)

  /** The key of what a role says is its id in the plan: two roles that say the same are one there. */
  const ruleSets = (role: RoleContent, key: string, plugins: ReadonlySet<string>): RuleSet[] =>
    rules(role, plugins).map((set) => ({ ...set, role: { id: key, name: role.archetype } }))
  const rules = ({ archetype, differences }: RoleContent, plugins: ReadonlySet<string>) =>
    effectiveRules(archetype, differences, installed.resourcesOf(plugins))

  function of(
    roles: readonly RoleContent[],
    plugins: ReadonlySet<string>,
    { without = [], scopes }: { without?: readonly string[]; scopes?: Scopes | undefined } = {},
  ): AccessPlan {
    const byKey = new Map(roles.map((role) => [roleKey(role), role]))
    const keys = [...byKey.keys()].sort()
    const key = `${keys.join(' ')} | ${[...plugins].join(' ')} | ${without.join(' ')} | ${scopes?.key ?? ''}`
    return remembered(key, () => {
      const sets = keys
        .flatMap((key) => ruleSets(byKey.get(key) as RoleContent, key, plugins))
        .filter(({ resource }) => !without.includes(resource))
      return compile(sets, scopes)
    })
  }

  return {
    of: (roles, plugins, scopes) => of(roles, plugins, { scopes }),
    within(roles, plugins, isOpen) {
      const whole = of(roles, plugins)
      const leftOut = [...registry.models.keys()].filter(
        (name) => whole.has(name, 'read') && !isOpen(name, whole.widest(name, 'read')),
      )
      return { plan: of(roles, plugins, { without: leftOut }), leftOut }
    },
    rules,
    beyondArchetype(role, plugins) {
      const { add, remove } = role.differences
      return remove.length > 0
        ? rules(role, plugins)
        : effectiveRules(null, { add, remove }, installed.resourcesOf(plugins))
    },
    forSystem: fullAccess(registry),
    forParent: (plugins, scopes) =>
      remembered(`parent | ${[...plugins].join(' ')} | ${scopes?.key ?? ''}`, () => {
        const sets = ruleSets(administrator, 'parent', plugins)
        return compile(
          sets.map((set) => (set.resource === 'people' ? { ...set, rules: [...set.rules, ...parentsLimits] } : set)),
          scopes,
        )
      }),
    forPlugin: (plugin) =>
      remember(forPlugins, plugin, () => {
        const own = [...registry.models.values()].filter((model) => model.plugin === plugin).map(({ name }) => name)
        return fullAccess(registry, own)
      }),
    administers(role) {
      const key = roleKey(role)
      const known = administering.get(key)
      if (known !== undefined) return known
      const plan = of([role], core)
      const isAdministering = ['people', 'roles'].every(
        (resource) => plan.verdict(resource, 'update') === 'always' && plan.fields(resource, 'update').mode === 'all',
      )
      administering.set(key, isAdministering)
      return isAdministering
    },
  }
}

/** The same for roles that say the same. Differences come from jsonb, which writes the same object in one way only. */
export function roleKey({ archetype, differences }: RoleContent): string {
  if (differences.add.length === 0 && differences.remove.length === 0) return archetype
  return `${archetype}:${createHash('sha256').update(JSON.stringify(differences)).digest('base64url')}`
}
