import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadAdded } from '../../src/plugins/added.ts'
import { repositoryRoot } from '../../testing/index.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guildhall-added-'))
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'))
})
afterEach(() => rmSync(root, { recursive: true }))

function add(source: string, parts: Readonly<Record<string, string>> = {}) {
  const files = {
    'plugins.json': '[{ "plugin": "acme-x", "package": "acme", "version": "1.0.0" }]',
    'node_modules/acme/package.json':
      '{ "name": "acme", "type": "module", "exports": { ".": { "default": "./main.js" } } }',
    'node_modules/acme/main.js': source,
    ...parts,
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'added', name)), { recursive: true })
    writeFileSync(join(root, 'added', name), content)
  }
}

const plugin = (options: string) => `export default { kind: 'guildhall-plugin', ${options} }`

test('an installation to which nothing was added has nothing added', async () => {
  expect(await loadAdded(root)).toEqual([])
})

test('what was added brings its words from its own folder', async () => {
  add(plugin(`name: 'acme-x', resources: [{ name: 'acme-things', fields: {} }]`))
  const [found] = await loadAdded(root)
  expect(found).toMatchObject({ name: 'acme-x' })
  expect(found?.locales?.pathname).toBe(join(root, 'added/node_modules/acme/locales/'))
  expect(found).not.toHaveProperty('migrations')
})

test.each([
  ['export default 1', /Plugin acme, the default export: it is no plugin\./],
  [plugin(`name: 'x'`), /Plugin x, name: it carries no vendor\. Name it <vendor>-<name>/],
  [
    plugin(`name: 'acme-x', resources: [{ name: 'things', fields: {} }]`),
    /resource things: its name does not carry the vendor\. Name it acme-things/,
  ],
  [`throw new Error('half built')`, /The added package acme cannot be loaded \(half built\)/],
])('%s is refused', async (source, message) => {
  add(source)
  await expect(loadAdded(root)).rejects.toThrow(message)
})
