import { performance } from 'node:perf_hooks'
import type { HookRegistry } from '../hooks.ts'
import type { Finding, Law, Subject } from './law.ts'
import { makeRecord } from './sample-record.ts'

const rounds = 7
/** What a hook may add to a write before it is told of: this many milliseconds, and this many times the write itself. */
const bound = { milliseconds: 25, times: 4 }

export const hooksAreBrief: Law = {
  number: 13,
  says: 'hooks are brief: a write with them takes little longer than without',
  async check(subject) {
    const findings: Finding[] = []
    const names = new Set(subject.plugins.map(({ name }) => name))
    for (const model of subject.platform.engine.registry.models.values()) {
      if (!names.has(model.plugin)) continue
      const took = { with: [] as number[], without: [] as number[] }
      for (let round = 0; round < rounds; round++)
        for (const way of ['without', 'with'] as const) {
          const milliseconds = await timed(subject, model.name, 3000 + 2 * round + Number(way === 'with'), way)
          if (milliseconds !== null) took[way].push(milliseconds)
        }
      // What cannot be written without its hooks has nothing to be compared with.
      if (took.with.length < rounds || took.without.length < rounds) continue
      const [slow, quick] = [middle(took.with), middle(took.without)]
      if (slow - quick > bound.milliseconds && slow > quick * bound.times)
        findings.push({
          plugin: model.plugin,
          place: `hooks of ${model.name}`,
          problem: `a write takes ${Math.round(slow)} ms with them and ${Math.round(quick)} ms without.`,
          remedy: 'Leave in the hook what must be judged before the commit; do the rest on an event or in a job.',
        })
    }
    return findings
  },
}

async function timed(
  subject: Subject,
  resource: string,
  number: number,
  way: 'with' | 'without',
): Promise<number | null> {
  const { registry, hooks } = subject.platform.engine
  const model = registry.models.get(resource)
  if (!model) return null
  const open = hooks as { find: HookRegistry['find'] }
  const { find } = open
  if (way === 'without')
    open.find = ((...asked: Parameters<typeof find>) => (asked[1] === resource ? [] : find(...asked))) as typeof find
  try {
    const begun = performance.now()
    const { statusCode } = await makeRecord(subject, model, number)
    return statusCode === 201 ? performance.now() - begun : null
  } finally {
    open.find = find
  }
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
