// npm test: everything that must hold. With arguments it is vitest alone: npm test -- core/test/access
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './house/build.mjs'
import { install } from './house/install.mjs'
import { newNode } from './house/node.mjs'
import { root } from './house/root.mjs'
import { run, toolEnvironment } from './house/run.mjs'
import { tell } from './house/tell.mjs'

const results = join(root, 'node_modules/.cache/guildhall-tests.json')
const checks = [
  // The longest first.
  ['types of the backoffice', 'tsc', ['-p', 'admin-ui']],
  ['types', 'tsc', ['-p', '.']],
  ['lint', 'biome', ['check', '.']],
  ['types of its tests', 'tsc', ['-p', 'tests/browser']],
  ['unused code', 'knip', []],
]

process.chdir(root)
const args = process.argv.slice(2)
try {
  await install()
  await build()
  const env = { ...toolEnvironment(newNode()), NODE_ENV: 'test' }
  const failed = args.length > 0 ? [] : await check(env)
  if ((await test(env)) !== 0) failed.push('tests')
  if (failed.length > 0) tell(`Not in order: ${failed.join(', ')}.`)
  process.stdout.write(`${count()}\n`)
  process.exitCode = failed.length > 0 ? 1 : 0
} catch (error) {
  tell(error.message)
  process.exitCode = 1
}

/** All of them, two at a time: a tool that finds something does not hide what the others would say. */
async function check(env) {
  const failed = []
  const waiting = [...checks]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, tool, toolArgs] = next
      const begun = Date.now()
      const { code, output } = await run(join(root, 'node_modules/.bin', tool), toolArgs, { env })
      tell(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
      if (code === 0) continue
      process.stdout.write(output)
      failed.push(name)
    }
  }
  await Promise.all([lane(), lane()])
  return failed
}

async function test(env) {
  rmSync(results, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const { code } = await run(join(root, 'node_modules/.bin/vitest'), ['run', ...reporters, ...args], {
    env,
    show: true,
  })
  return code
}

function count() {
  if (!existsSync(results)) return '0 passed, 1 failed'
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(results, 'utf8'))
  // A file that does not even load has no failed test to its name.
  return `${numPassedTests} passed, ${success ? 0 : Math.max(1, numFailedTests)} failed`
}
