import { isUuid } from '../access/operand.ts'
import { transact } from '../records/transact.ts'
import { inOffice, type Office, readPassword } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import { required } from './tenant.ts'
import type { Outcome, Verb } from './verb.ts'

const words = tenancyWords.link
const options = [['--tenant <slug>', words.tenant]] as const

const linkAdd: Verb = {
  name: 'link add',
  description: words.add,
  arguments: [['<url>', words.url]],
  options: [[...options[0]], ['--name <name>', words.name], ['--key-stdin', words.keyStdin]],
  async run({ args: [url = ''], options: { tenant, name, keyStdin } }) {
    const slug = requireSlug(tenant)
    if (keyStdin !== true) throw new Refusal(words.whichKey)
    const key = await readPassword()
    return within(slug, async ({ engine, links, tenancy }, tenantId) => {
      const verified = await links.verify({ url, key })
      const called = typeof name === 'string' ? name : undefined
      const added = await transact(engine, tenancy.asSystem(tenantId, 'cli'), (operation) =>
        links.add(operation, verified, called),
      )
      return { lines: [words.added(added.name, added.url)], data: added }
    })
  },
}

const linkList: Verb = {
  name: 'link list',
  description: words.list,
  options: [[...options[0]]],
  run: ({ options: { tenant } }) =>
    within(requireSlug(tenant), async ({ links, tenancy }, tenantId) => {
      const found = await links.list(await tenancy.contextForSystem(tenantId, 'cli'))
      const lines = found.map(({ id, name, url, state, failure }) =>
        [id, name, url, state, ...(state === 'working' || failure === null ? [] : [failure])].join('  '),
      )
      return { lines: lines.length > 0 ? lines : [words.none], data: found }
    }),
}

const linkTest: Verb = {
  name: 'link test',
  description: words.test,
  arguments: [['<id>', words.id]],
  options: [[...options[0]]],
  run: ({ args: [id = ''], options: { tenant } }) =>
    withOne(requireSlug(tenant), id, async ({ links, tenancy }, tenantId) => {
      await links.test(await tenancy.contextForSystem(tenantId, 'cli'), id)
      return { lines: [words.works], data: { id } }
    }),
}

const linkRemove: Verb = {
  name: 'link remove',
  description: words.remove,
  arguments: [['<id>', words.id]],
  options: [[...options[0]]],
  run: ({ args: [id = ''], options: { tenant } }) =>
    withOne(requireSlug(tenant), id, async ({ engine, links, tenancy }, tenantId) => {
      const { name } = await transact(engine, tenancy.asSystem(tenantId, 'cli'), (operation) =>
        links.remove(operation, id),
      )
      return { lines: [words.removed(name)], data: { id } }
    }),
}

export const linkVerbs: readonly Verb[] = [linkAdd, linkList, linkTest, linkRemove]

type Work = (platform: Office['platform'], tenantId: string) => Promise<Outcome>

const within = (slug: string, work: Work): Promise<Outcome> =>
  inOffice(async ({ platform }) => work(platform, (await required(platform.tenancy, slug)).id))

async function withOne(slug: string, id: string, work: Work): Promise<Outcome> {
  if (!isUuid(id)) throw new Refusal(words.unknown(slug))
  return within(slug, work)
}

function requireSlug(given: string | boolean | undefined): string {
  if (typeof given !== 'string') throw new Refusal(tenancyWords.key.whichTenant)
  return given
}
