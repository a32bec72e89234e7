import type { Platform } from '../platform.ts'
import type { Loss } from '../tenancy/deletion/deletions.ts'
import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.deletion
const typed = ['--yes <slug>', words.yes] as const

export const tenantSuspend: Verb = switching('suspend', 'suspended')
export const tenantResume: Verb = switching('resume', 'active')

function switching(name: 'suspend' | 'resume', status: 'suspended' | 'active'): Verb {
  return {
    name: `tenant ${name}`,
    description: words[name],
    arguments: [['<slug>', tenancyWords.tenant.slug]],
    run: ({ args: [slug = ''] }) =>
      inOffice(async ({ platform: { tenancy } }) => {
        const { id } = await required(tenancy, slug)
        const by = await tenancy.contextForSystem(id, 'cli')
        const tenant = await tenancy.tenants.update(id, { status }, { by })
        return { lines: [words.is[status](slug)], data: tenant }
      }),
  }
}

export const tenantDelete: Verb = {
  name: 'tenant delete',
  description: words.delete,
  arguments: [['<slug>', tenancyWords.tenant.slug]],
  options: [[...typed], ['--days <number>', words.days], ['--users <what>', words.users, ['keep', 'erase']]],
  run: ({ args: [slug = ''], options }) =>
    inOffice(async ({ platform }) => {
      const { id } = await required(platform.tenancy, slug)
      const loss = await platform.deletions.loss(id)
      if (options.yes !== slug) throw new Refusal([...tellLoss(loss), words.typeIt(slug)].join('\n'))
      const by = await platform.tenancy.contextForSystem(id, 'cli')
      const asking = { slug, days: daysOf(options.days), eraseUsers: options.users === 'erase' }
      const deletion = await platform.deletions.ask(id, asking, by)
      return { lines: [words.asked(slug, deletion.dueAt)], data: { ...deletion, loss } }
    }),
}

export const tenantUndelete: Verb = {
  name: 'tenant undelete',
  description: words.undelete,
  arguments: [['<slug>', tenancyWords.tenant.slug]],
  run: ({ args: [slug = ''] }) =>
    inOffice(async ({ platform: { tenancy, deletions } }) => {
      const { id } = await required(tenancy, slug)
      await deletions.takeBack(id, await tenancy.contextForSystem(id, 'cli'))
      return { lines: [words.takenBack(slug)], data: await tenancy.tenants.find({ id }) }
    }),
}

export const tenantPurge: Verb = {
  name: 'tenant purge',
  description: words.purge,
  arguments: [['<slug>', tenancyWords.tenant.slug]],
  options: [[...typed], ['--now', words.now]],
  run: ({ args: [slug = ''], options }) =>
    inOffice(async ({ platform }) => {
      const { id } = await required(platform.tenancy, slug)
      if (options.yes !== slug) throw new Refusal(words.typeItToPurge(slug))
      return purge(platform, id, slug, options.now === true)
    }),
}

async function purge({ deletions }: Platform, id: string, slug: string, isNow: boolean) {
  if (!(await deletions.purge(id, { isNow }))) throw new Refusal(words.another)
  const stone = await deletions.find(id)
  const rows = Object.values(stone?.counts ?? {}).reduce((sum, count) => sum + count, 0)
  return { lines: [words.purged(slug, rows, stone?.usersErased ?? 0)], data: stone }
}

function tellLoss({ rows, people, lonely, children }: Loss): string[] {
  return [
    ...rows.map(({ resource, rows }) => `  ${resource || words.other}: ${rows}`),
    words.people(people, lonely),
    ...(children.length > 0 ? [words.children(children.join(', '))] : []),
  ]
}

function daysOf(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined
  const days = Number(text)
  if (!Number.isInteger(days) || days < 0 || days > 3650) throw new Refusal(words.badDays)
  return days
}

export const deletionVerbs: readonly Verb[] = [tenantSuspend, tenantResume, tenantDelete, tenantUndelete, tenantPurge]
