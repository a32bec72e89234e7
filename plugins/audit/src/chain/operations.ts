import type { CheckDefinition, CommandDefinition, LongJob } from '@guildhall/sdk'
import { sealNext } from './seal.ts'
import { type Flaw, verifyChain } from './verify.ts'

/** Every five minutes, until nothing is left; each seal is a transaction of its own. */
export const seal: LongJob = {
  cron: '*/5 * * * *',
  async steps({ within }) {
    for (let sealed = 1; sealed > 0; ) sealed = await within(sealNext)
  },
}

const told = ({ kind, ...place }: Flaw) => ({ text: `audit:flaws.${kind}`, params: place })
const mostTold = 10

export const chain: CheckDefinition = async ({ within }) => {
  const { flaws, rows, seals } = await verifyChain(within)
  if (flaws.length === 0) return [{ level: 'ok', text: 'audit:checks.whole', params: { count: rows, seals } }]
  return flaws
    .slice(0, mostTold)
    .map((flaw) => ({ level: 'fail', ...told(flaw), remedy: { text: 'audit:checks.restore' } }))
}

export const commands: Readonly<Record<string, CommandDefinition>> = {
  seal: {
    async run({ within }) {
      let rows = 0
      for (let sealed = 1; sealed > 0; rows += sealed) sealed = await within(sealNext)
      return { lines: [{ text: 'audit:told.sealed', params: { count: rows } }], data: { rows } }
    },
  },
  verify: {
    async run({ within }) {
      const verdict = await verifyChain(within)
      const { flaws, rows, seals, last } = verdict
      if (flaws.length > 0) return { lines: flaws.slice(0, mostTold).map(told), data: verdict, failed: true }
      const end = last ? [{ text: 'audit:told.last', params: { ...last } }] : []
      return { lines: [{ text: 'audit:checks.whole', params: { count: rows, seals } }, ...end], data: verdict }
    },
  },
}
