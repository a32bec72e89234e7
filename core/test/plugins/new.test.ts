import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeAround } from '../../src/cli/installed.ts'
import { buildPlugin } from '../../src/plugins/build.ts'
import { checkPlugin } from '../../src/plugins/laws/check-plugin.ts'
import { tell } from '../../src/plugins/laws/law.ts'
import { checkRange } from '../../src/plugins/sdk-range.ts'
import { isFree, judgeName, writePlugin } from '../../src/plugins/template.ts'
import { createTestDatabase, repositoryRoot, type TestDatabase } from '../../testing/index.ts'

let database: TestDatabase
const root = mkdtempSync(join(tmpdir(), 'guildhall-author-'))
const folder = join(root, 'acme-garden')

beforeAll(async () => {
  database = await createTestDatabase()
  writePlugin(folder, 'acme-garden')
})
afterAll(async () => {
  await database?.drop()
  rmSync(root, { recursive: true })
})

const check = async () => {
  const compose = (plugin: Parameters<typeof composeAround>[1]) => composeAround(repositoryRoot, plugin)
  const { findings } = await checkPlugin({ root: repositoryRoot, folder, ...database, compose })
  return findings.map((finding) => `${finding.law}: ${tell(finding)}`)
}

/** Changes a file for as long as something is looked at. */
async function changed<T>(file: string, change: (text: string) => string, look: () => Promise<T>): Promise<T> {
  const text = readFileSync(join(folder, file), 'utf8')
  expect(change(text)).not.toBe(text)
  writeFileSync(join(folder, file), change(text))
  try {
    return await look()
  } finally {
    writeFileSync(join(folder, file), text)
  }
}

test.each([
  ['acme-garden', null],
  ['Garden', 'form'],
  ['acme_garden', 'form'],
  ['../garden', 'form'],
  ['garden', 'vendor'],
  ['core', 'reserved'],
  ['guildhall-garden', 'reserved'],
  ['saved-views', 'reserved'],
  ['acme-taken', 'taken'],
  [`acme-${'x'.repeat(60)}`, 'long'],
])('the name %s is judged: %s', (name, problem) => {
  expect(judgeName(name, ['acme-taken'])).toBe(problem)
})

test('a new plugin overwrites nothing', () => {
  expect(isFree(folder)).toBe(false)
  writeFileSync(join(root, 'mine'), 'mine')
  expect(isFree(root)).toBe(false)
  expect(() => writePlugin(folder, 'acme-garden')).toThrow(/EEXIST/)
})

test('a new plugin carries its own name everywhere, and keeps every law', { timeout: 180_000 }, async () => {
  const { default: plugin } = await import(pathToFileURL(join(folder, 'src/index.ts')).href)
  expect(plugin).toMatchObject({ name: 'acme-garden', resources: [{ name: 'acme-garden-notes' }] })
  expect(existsSync(join(folder, '.gitignore'))).toBe(true)
  expect(await check()).toEqual([])
  expect(existsSync(join(folder, 'dist/admin/index.js'))).toBe(true)
})

test('its own test passes', { timeout: 120_000 }, async () => {
  await buildPlugin(folder)
  const env = { ...process.env, NODE_OPTIONS: '--conditions=source' }
  const vitest = join(repositoryRoot, 'node_modules/vitest/vitest.mjs')
  // What its author has from the registry.
  const { symlinkSync } = await import('node:fs')
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'))
  const { stdout } = await promisify(execFile)(process.execPath, [vitest, 'run'], { cwd: folder, env })
  expect(stdout).toMatch(/Tests .*2 passed/)
})

const readKey = (text: string, key: string) => text.replace(new RegExp(`^.*"${key}".*\n`, 'm'), '')

test.each([
  [
    'src/index.ts',
    (text: string) => `import '@guildhall/core'\n${text}`,
    /^imports: Plugin acme-garden, src\/index\.ts: it imports @guildhall\/core\./,
  ],
  [
    'src/index.ts',
    (text: string) => text.replace('definePlugin({', 'definePlugin({{'),
    /^wiring: Plugin acme-garden, src\/index\.ts:\d+:\d+: .* Mend that line\./,
  ],
  [
    'admin/index.tsx',
    (text: string) => `${text}\nvoid fetch('https://elsewhere.example/x')\n`,
    /^admin: .*admin\/index\.tsx: it asks https:\/\/elsewhere\.example\/x/,
  ],
  [
    'package.json',
    (text: string) => text.replace('"@guildhall/sdk": "^0.1.0"', '"@guildhall/sdk": "^9.0.0"'),
    /^wiring: .*peerDependencies, @guildhall\/sdk: it needs \^9\.0\.0, and this house has 0\.1\.0\. Add a version/,
  ],
  [
    'src/notes.ts',
    (text: string) => text.replace('dueOn: date(', 'begunOn: date({ optional: true }),\n    dueOn: date('),
    /^migrations: .*begun_on.*Run guildhall migration new /,
  ],
  [
    'src/notes.ts',
    (text: string) =>
      text.replace("admin: [can('manage')]", "admin: [can('manage')], client: [can('read', { owner: '$me' })]"),
    /^wiring: .*resource acme-garden-notes, rules of client.*Correct the rule/,
  ],
])('a mistake in %s is found, with place and remedy', { timeout: 60_000 }, async (file, change, found) => {
  const told = await changed(file, change, check)
  expect(told.join('\n')).toMatch(found)
})

test('a plural form that Russian needs and that is not there is found', { timeout: 120_000 }, async () => {
  const told = await changed('locales/ru/acme-garden.json', (text) => readKey(text, 'open_many'), check)
  expect(told).toEqual([
    expect.stringMatching(/^7: Plugin acme-garden, locales\/ru\/acme-garden\.json, .*open_many: missing_form/),
  ])
})

test('a range of the sdk is judged by the version that this house has', () => {
  const plugin = { name: 'acme-garden' }
  const with_ = (range: string) => ({ name: 'x', version: '1.0.0', peerDependencies: { '@guildhall/sdk': range } })
  expect(checkRange(plugin, with_('^1.2.0'), '1.4.0')).toEqual([])
  expect(checkRange(plugin, with_('^1.2.0'), '2.0.0')).toMatchObject([{ plugin: 'acme-garden' }])
  expect(checkRange(plugin, { name: 'x', version: '1.0.0' }, '2.0.0')).toEqual([])
})
