import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reporter, TestModule } from 'vitest/node'
import { lines } from './lines.ts'
import { type Line, linesIn } from './register.ts'
import { titlesOfLines } from './titles.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

interface Shown {
  readonly line: string
  readonly test: string
  readonly passed: boolean
}

/** Writes coverage.json after a run of all scenarios: each line, the tests that showed it, and what it still waits for. */
export default class CoverageReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ran = new Set(modules.map(({ moduleId }) => moduleId))
    // A run of one file, or of some names, knows nothing of the others.
    if (!titlesOfLines().every(({ file }) => ran.has(file))) return
    const shown = modules.flatMap(testsOf)
    if (shown.length === 0) return
    writeFileSync(join(here, 'coverage.json'), `${JSON.stringify(coverage(shown), null, 2)}\n`)
    const missing = unshown(shown)
    if (missing.length === 0) return
    process.exitCode = 1
    console.error(`Lines that are declared as shown, and no test that passed shows: ${missing.join(', ')}`)
  }
}

function coverage(shown: readonly Shown[]) {
  const described = lines.map((line) => ({ ...line, tests: passedFor(line, shown) }))
  const standing = described.map(({ id, title, owner, tests, waits }) => ({
    id,
    title,
    owner,
    standing: tests.length === 0 ? 'waiting' : waits.length > 0 ? 'partly' : 'shown',
    tests,
    waits,
  }))
  const count = (which: string) => standing.filter((line) => line.standing === which).length
  return {
    summary: { lines: lines.length, shown: count('shown'), partly: count('partly'), waiting: count('waiting') },
    lines: standing,
  }
}

/** What is declared as wholly shown and is not. */
function unshown(shown: readonly Shown[]): string[] {
  return lines.filter((line) => line.waits.length === 0 && passedFor(line, shown).length === 0).map(({ id }) => id)
}

/** Only what passed counts, and only where nothing that says the same failed. */
function passedFor({ id }: Line, shown: readonly Shown[]): string[] {
  const found = shown.filter(({ line }) => line === id)
  return found.every(({ passed }) => passed) ? found.map(({ test }) => test).sort() : []
}

function testsOf(module: TestModule): Shown[] {
  const file = relative(root, module.moduleId)
  return [...module.children.allTests()].flatMap((test) => {
    const isTried = test.result().state !== 'skipped' && test.options.fails !== true
    if (!isTried) return []
    const passed = test.result().state === 'passed'
    return linesIn(test.name).map((line) => ({ line, test: `${file}: ${test.name}`, passed }))
  })
}
