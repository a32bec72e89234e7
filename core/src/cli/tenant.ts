import { loadPreset } from '../first-start/load-preset.ts'
import { type Preset, readPreset, withoutStory } from '../first-start/preset.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'
import type { Tenant } from '../tenancy/tenants.ts'
import { inOffice, readPassword } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.tenant
type Options = Readonly<Record<string, string | boolean | undefined>>

export const tenantCreate: Verb = {
  name: 'tenant create',
  description: words.create,
  arguments: [['<slug>', words.slug]],
  options: [
    ['--name <name>', words.name],
    ['--parent <slug>', words.parent],
    ['--zone <zone>', words.zone],
    ['--language <tag>', words.language],
    ['--currency <code>', words.currency],
    ['--week-start <day>', words.weekStart, ['1', '2', '3', '4', '5', '6', '7']],
    ['--plugins <names>', words.plugins],
    ['--preset <name>', words.preset],
    ['--demo', words.demo],
    ['--admin <email>', words.admin],
    ['--admin-name <name>', words.adminName],
    ['--password-stdin', words.passwordStdin],
  ],
  async run({ args: [slug = ''], options }) {
    const { admin, adminName, passwordStdin } = options as Record<string, string | undefined>
    if (passwordStdin && !admin) throw new Refusal(words.passwordOfNobody)
    const password = passwordStdin ? await readPassword() : undefined
    return inOffice(async ({ platform, presets }) => {
      const { tenancy, installed } = platform
      if (options.demo && !options.preset) throw new Refusal(words.demoOfNothing)
      const kind = typeof options.preset === 'string' ? readPreset(presets, options.preset) : undefined
      const preset = kind && !options.demo ? withoutStory(kind) : kind
      const plugins = [...(preset?.plugins ?? []), ...listOf(options.plugins)].filter((name) => installed.plugin(name))
      const parent = typeof options.parent === 'string' ? (await required(tenancy, options.parent)).id : null
      const tenant = await tenancy.tenants.create({
        ...settingsOf(preset, options),
        slug,
        name: String(options.name ?? slug),
        parent,
        plugins: [...new Set(plugins)],
        ...(preset && { settings: preset.settings }),
        ...(admin && {
          admin: { email: admin, name: adminName ?? admin, ...(password !== undefined && { password }) },
        }),
      })
      if (preset) await loadPreset(platform, tenant.id, preset, {})
      return { lines: [words.created(slug)], data: tenant }
    })
  },
}

export const tenantList: Verb = {
  name: 'tenant list',
  description: words.list,
  options: [['--search <text>', words.search]],
  run: ({ options }) =>
    inOffice(async ({ platform }) => {
      const all: Tenant[] = []
      for (let from = 0; ; from += 1000) {
        const { tenants } = await platform.tenancy.tenants.list({
          from,
          to: from + 999,
          ...(typeof options.search === 'string' && { search: options.search }),
        })
        all.push(...tenants)
        if (tenants.length < 1000) break
      }
      const slugs = new Map(all.map(({ id, slug }) => [id, slug]))
      const lines = all.map(({ slug, name, parent, status }) =>
        [slug, name, status, parent ? (slugs.get(parent) ?? parent) : '–'].join('  '),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: all }
    }),
}

export const tenantMove: Verb = {
  name: 'tenant move',
  description: words.move,
  arguments: [['<slug>', words.slug]],
  options: [
    ['--parent <slug>', words.parent],
    ['--top', words.top],
  ],
  async run({ args: [slug = ''], options }) {
    const { parent } = options
    if ((typeof parent === 'string') === (options.top === true)) throw new Refusal(words.whither)
    return inOffice(async ({ platform: { tenancy } }) => {
      const tenant = await required(tenancy, slug)
      const above = typeof parent === 'string' ? await required(tenancy, parent) : null
      const by = await tenancy.contextForSystem(tenant.id, 'cli')
      const moved = await tenancy.tenants.update(tenant.id, { parent: above?.id ?? null }, { by })
      return { lines: [words.moved(slug, above?.slug ?? null)], data: moved }
    })
  },
}

/** The tenant of a slug. Throws in words an operator can use. */
export async function required({ tenants }: Tenancy, slug: string): Promise<Tenant> {
  const tenant = await tenants.find({ slug })
  if (!tenant) throw new Refusal(words.unknown(slug))
  return tenant
}

/** What was said wins over what the preset says. */
function settingsOf(preset: Preset | undefined, { zone, language, currency, weekStart }: Options) {
  const { slug: _, name: __, ...beginning } = preset?.tenant ?? { slug: '', name: '' }
  const given = { zone, language, currency, ...(weekStart !== undefined && { weekStart: Number(weekStart) }) }
  return { ...beginning, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
}

const listOf = (value: string | boolean | undefined) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : []

export const tenantVerbs: readonly Verb[] = [tenantCreate, tenantList, tenantMove]
