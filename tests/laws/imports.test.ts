import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkImports } from '../../core/src/plugins/laws/imports.ts'
import { tell } from '../../core/src/plugins/laws/law.ts'
import { repositoryRoot } from '../../core/testing/index.ts'

test('everybody imports only whom he may', () => {
  expect(checkImports(repositoryRoot).map(tell)).toEqual([])
})

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guildhall-imports-'))
  write('sdk/package.json', { name: '@guildhall/sdk', dependencies: { '@sinclair/typebox': '1' } })
  write('core/package.json', { name: '@guildhall/core', dependencies: { '@guildhall/sdk': '1', knex: '1' } })
  write('plugins/a/package.json', { name: '@guildhall/plugin-a', dependencies: { '@guildhall/sdk': '1' } })
})
afterEach(() => rmSync(root, { recursive: true }))

test.each([
  [
    'sdk/src/x.ts',
    `import { a } from '@guildhall/core'`,
    /sdk\/src\/x.ts: it imports @guildhall\/core\. The sdk stands/,
  ],
  ['sdk/src/x.ts', `import { readFileSync } from 'node:fs'`, /the sdk does no I\/O/],
  [
    'core/src/x.ts',
    `import a from '@guildhall/plugin-a'`,
    /core\/src\/x.ts: it imports @guildhall\/plugin-a\. The core may import the sdk/,
  ],
  ['core/src/http/x.ts', `import knex from 'knex'`, /knex lives in src\/database\/ and src\/records\/ only/],
  ['core/src/http/x.ts', `const { default: knex } = await import('knex')`, /knex lives in/],
  ['core/src/x.ts', `import pg from 'pg'`, /it imports pg, which its package.json does not name/],
  [
    'plugins/a/src/x.ts',
    `export { a } from '@guildhall/core'`,
    /Plugin a, plugins\/a\/src\/x.ts: it imports @guildhall\/core/,
  ],
  ['plugins/a/src/x.ts', `import b from '@guildhall/plugin-b'`, /move what both need into a contract/],
  ['plugins/a/src/x.ts', `import b from '../../b/src/index.ts'`, /it reaches into another package/],
  [
    'plugins/a/src/x.ts',
    `import { b } from '@guildhall/contract-b'`,
    /contract-b, which its package.json does not name/,
  ],
  ['plugins/a/admin/x.tsx', `import { a } from '../src/a.ts'`, /it reaches out of admin\/: \.\.\/src\/a\.ts/],
  ['plugins/a/admin/x.tsx', `import { a } from '@guildhall/sdk'`, /it imports @guildhall\/sdk\. It may have the types/],
  ['plugins/a/admin/x.tsx', `import { readFileSync } from 'node:fs'`, /it imports node:fs, and runs in a browser/],
])('%s with %s is named', (file, text, found) => {
  write(file, text)
  const told = checkImports(root).map(tell)
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(found)
})

test('a package.json that names what it may not is named', () => {
  write('plugins/a/package.json', { name: '@guildhall/plugin-a', dependencies: { '@guildhall/core': '1' } })
  expect(checkImports(root).map(tell)).toEqual([
    'Plugin a, plugins/a/package.json: it depends on @guildhall/core. A plugin may import the sdk and contracts: move what both need into a contract.',
  ])
})

test('a screen may have what the backoffice shares, and types of its own plugin', () => {
  write('plugins/a/admin/x.tsx', `import { Box } from '@mui/material'\nimport type { slots } from '../src/slots.ts'`)
  expect(checkImports(root)).toEqual([])
})

test('types may come from elsewhere', () => {
  write('sdk/src/x.ts', `import type { Knex } from 'knex'`)
  write('sdk/package.json', { name: '@guildhall/sdk', devDependencies: { knex: '1' } })
  expect(checkImports(root)).toEqual([])
})

function write(file: string, content: string | object): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
}
