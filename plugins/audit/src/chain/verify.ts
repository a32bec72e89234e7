import type { Desk, KeptRow, RecordOf, Scope } from '@guildhall/sdk'
import { dropProofOf, isProven, linkOf, linksOf, proofOf } from './link.ts'
import { seals } from './seals.ts'
import { stillMoving } from './window.ts'

/** What is wrong with the chain, and where: a seal by its number, a row by its id. */
export interface Flaw {
  readonly kind: 'changed' | 'removed' | 'slippedIn' | 'forged' | 'missingSeal'
  readonly seal?: number
  readonly row?: string
}

export interface Verdict {
  readonly seals: number
  readonly rows: number
  /** Rows that were old enough to be dropped. */
  readonly dropped: number
  /** The first of them. */
  readonly flaws: readonly Flaw[]
  /** The last seal's, to be kept elsewhere. */
  readonly last: { readonly number: number; readonly hash: string; readonly sealedAt: string } | null
}

const mostFlaws = 100
type Seal = RecordOf<(typeof seals)['fields']>
type Within = Desk['within']

/** Goes over the whole chain, a transaction for each seal, and then over the history for rows that no seal holds. Changes nothing. */
export async function verifyChain(
  within: Within,
  progress: (done: number, total: number) => Promise<void> = async () => {},
): Promise<Verdict> {
  const total = await within((scope) => scope.asSystem('audit.verify', (system) => system.records(seals).count()))
  const flaws: Flaw[] = []
  let rows = 0
  let dropped = 0
  let done = 0
  let last: Seal | null = null
  for await (const seal of allSeals(within)) {
    const before: Seal | null = last
    if (seal.number !== (before?.number ?? 0) + 1) flaws.push({ kind: 'missingSeal', seal: (before?.number ?? 0) + 1 })
    flaws.push(...(await within((scope) => scope.asSystem('audit.verify', (system) => judge(system, seal, before)))))
    if (seal.dropped === null) rows += seal.count
    else dropped += seal.count
    last = seal
    done += 1
    await progress(done, total)
    if (flaws.length >= mostFlaws) break
  }
  if (last && flaws.length < mostFlaws) flaws.push(...(await slippedIn(within, last.reach)))
  const { number, hash, sealedAt } = last ?? {}
  return {
    seals: done,
    rows,
    dropped,
    flaws: flaws.slice(0, mostFlaws),
    last: number && hash && sealedAt ? { number, hash, sealedAt } : null,
  }
}

async function judge(system: Scope, seal: Seal, before: Seal | null): Promise<Flaw[]> {
  const links = linksOf(seal)
  const isWhole = links.length === seal.count && links.at(-1)?.link === seal.hash
  if (!isWhole || !isProven(seal.proof, proofOf(system, seal, before?.proof ?? '')))
    return [{ kind: 'forged', seal: seal.number }]
  if (seal.dropped !== null)
    return isProven(seal.dropped, dropProofOf(system, seal)) ? [] : [{ kind: 'forged', seal: seal.number }]
  const kept = await system.history.kept({ ids: links.map(({ id }) => id) })
  const rows = new Map(kept.map((row) => [row.id, row]))
  return links.flatMap(({ id, link }, index): Flaw[] => {
    const row = rows.get(id)
    const previous = links[index - 1]?.link ?? before?.hash ?? ''
    if (!row) return [{ kind: 'removed', seal: seal.number, row: id }]
    return linkOf(previous, row) === link ? [] : [{ kind: 'changed', seal: seal.number, row: id }]
  })
}

/** Rows that no seal holds, though they would have been there when it was made. */
async function slippedIn(within: Within, reach: string): Promise<Flaw[]> {
  const until = stillMoving(reach)
  const flaws: Flaw[] = []
  const sealed = new Set<string>()
  const more = allSeals(within)
  let reached = ''
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const rows: readonly KeptRow[] = await within((scope) =>
      scope.asSystem('audit.verify', (system) => system.history.kept({ after: from, limit: 1000 })),
    )
    const end: string | null = rows.at(-1)?.id ?? null
    // A row is sealed at the latest by the seal that first reaches a transaction's length beyond it.
    while (end !== null && (reached === '' || stillMoving(reached) <= end)) {
      const { value: seal, done } = await more.next()
      if (done) break
      for (const { id } of linksOf(seal)) sealed.add(id)
      reached = seal.reach
    }
    for (const { id } of rows) {
      if (id >= until) return flaws
      if (!sealed.delete(id)) flaws.push({ kind: 'slippedIn', row: id })
      if (flaws.length >= mostFlaws) return flaws
    }
    if (rows.length < 1000) return flaws
    after = end
  }
}

async function* allSeals(within: Within): AsyncGenerator<Seal, void> {
  for (let number = 0; ; ) {
    const from = number
    const portion: Seal[] = await within((scope) =>
      scope.asSystem('audit.verify', (system) =>
        system.records(seals).list({ where: { number_gt: from }, sort: ['number', 'ASC'], limit: 20 }),
      ),
    )
    yield* portion
    if (portion.length < 20) return
    number = portion.at(-1)?.number ?? number
  }
}
