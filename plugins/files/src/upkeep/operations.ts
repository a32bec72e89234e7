import { boolean, type CheckFinding, type CommandDefinition, type Desk, type Told } from '@guildhall/sdk'
import { openStore } from '../storage/open.ts'
import { collectIn } from './collect.ts'
import { type Inspected, inspect } from './inspect.ts'

const storeOf = ({ installation }: Desk) => openStore(installation.filesUrl)
const mostNamed = 5

/** Whether the bytes that records speak of lie where they should, as long as they should be. */
export async function stored(desk: Desk): Promise<readonly CheckFinding[]> {
  const found = await inspect(desk, await storeOf(desk))
  const faults = faultsOf(found).map((told) => ({
    ...told,
    level: 'fail' as const,
    remedy: { text: 'files:checks.bringBack' },
  }))
  return faults.length > 0 ? faults : [{ level: 'ok', ...wholeOf(found) }]
}

export const commands: Readonly<Record<string, CommandDefinition>> = {
  verify: {
    options: { full: boolean({ optional: true }) },
    async run(desk, { full }) {
      const found = await inspect(desk, await storeOf(desk), { isWhole: full === true })
      const faults = faultsOf(found)
      return { lines: faults.length > 0 ? faults : [wholeOf(found)], data: found, failed: faults.length > 0 }
    },
  },
  collect: {
    async run(desk) {
      const done = await collectIn(desk, await storeOf(desk))
      return { lines: [{ text: 'files:told.collected', params: { ...done } }], data: done }
    },
  },
}

const wholeOf = ({ contents, bytes }: Inspected): Told => ({
  text: 'files:checks.whole',
  params: { count: contents, megabytes: Math.ceil(bytes / 1_000_000) },
})

function faultsOf({ missing, changed }: Inspected): Told[] {
  const told = (text: string, names: readonly string[]) =>
    names.length === 0 ? [] : [{ text, params: { count: names.length, names: names.slice(0, mostNamed).join(', ') } }]
  return [...told('files:checks.missing', missing), ...told('files:checks.changed', changed)]
}
