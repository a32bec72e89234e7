import type { KeptRow, Scope } from '@guildhall/sdk'
import { linkOf, linksOf, proofOf } from './link.ts'
import { rowsOfSeal, seals } from './seals.ts'
import { stillMoving } from './window.ts'

/** Seals what is there and no seal holds, as much as one holds, in the scope's transaction. Gives how many rows that were. */
export function sealNext(scope: Scope): Promise<number> {
  return scope.asSystem('audit.seal', async (system) => {
    const last = await system.records(seals).first({ sort: ['number', 'DESC'] })
    const rows = await unsealed(system, last?.reach)
    if (rows.length === 0) return 0
    let hash = last?.hash ?? ''
    const lines = rows.map((row) => {
      hash = linkOf(hash, row)
      return `${row.id} ${hash}`
    })
    const number = (last?.number ?? 0) + 1
    const highest = rows.at(-1)?.id ?? ''
    const reach = last && last.reach > highest ? last.reach : highest
    const seal = { number, links: lines.join('\n'), reach, sealedAt: system.clock.now() }
    // The number is unique: of two who seal at once one begins again.
    await system
      .records(seals)
      .create({ ...seal, count: rows.length, hash, proof: proofOf(system, seal, last?.proof ?? '') })
    return rows.length
  })
}

async function unsealed(system: Scope, reach: string | undefined): Promise<KeptRow[]> {
  const from = reach === undefined ? null : stillMoving(reach)
  const sealed = new Set<string>()
  if (from !== null) for await (const { id } of linksSince(system, from)) sealed.add(id)
  const found: KeptRow[] = []
  for (let after = from; ; ) {
    const rows = await system.history.kept({ after, limit: 1000 })
    found.push(...rows.filter(({ id }) => !sealed.has(id)))
    if (found.length >= rowsOfSeal || rows.length < 1000) return found.slice(0, rowsOfSeal)
    after = rows.at(-1)?.id ?? null
  }
}

/** What recent seals hold, until one that reaches no further than `from`: nothing older can hold a row behind it. */
async function* linksSince(system: Scope, from: string) {
  for (let offset = 0; ; offset++) {
    const [seal] = await system.records(seals).list({ sort: ['number', 'DESC'], limit: 1, offset })
    if (!seal) return
    yield* linksOf(seal)
    if (seal.reach < from) return
  }
}
