import type { Quotas } from '../tenancy/quotas/quotas.ts'
import { inOffice } from './office.ts'
import { Refusal } from './refusal.ts'
import { tenancyWords } from './tenancy-words.ts'
import { required } from './tenant.ts'
import type { Verb } from './verb.ts'

const words = tenancyWords.quotas

export const tenantQuotas: Verb = {
  name: 'tenant quotas',
  description: words.quotas,
  arguments: [['<slug>', tenancyWords.tenant.slug]],
  options: [['--set <quotas>', words.set]],
  run: ({ args: [slug = ''], options }) =>
    inOffice(async ({ platform: { tenancy, quotas } }) => {
      const { id } = await required(tenancy, slug)
      const wanted = typeof options.set === 'string' ? read(options.set) : null
      const by = await tenancy.contextForSystem(id, 'cli', { fresh: true })
      const usage = wanted ? await quotas.set(changed(by.quotas ?? {}, wanted), by) : await quotas.usage(id)
      const lines = usage.map(({ quota, most, used }) => `${quota}  ${used ?? '–'} / ${most}`)
      return { lines: lines.length > 0 ? lines : [words.none], data: usage }
    }),
}

function read(text: string): Record<string, number | null> {
  const entries = text.split(',').map((part) => {
    const [, name = '', value = ''] = /^\s*([\w.-]+)=(none|\d{1,9})\s*$/.exec(part) ?? []
    if (!name) throw new Refusal(words.bad(part))
    return [name, value === 'none' ? null : Number(value)] as const
  })
  return Object.fromEntries(entries)
}

function changed(quotas: Quotas, wanted: Readonly<Record<string, number | null>>): Quotas {
  const merged = Object.entries({ ...quotas, ...wanted })
  return Object.fromEntries(merged.filter((entry): entry is [string, number] => entry[1] !== null))
}
