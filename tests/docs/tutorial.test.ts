import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { loadAdded } from '../../core/src/plugins/added.ts'
import { createTestDatabase, repositoryRoot } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import { openHouse } from '../browser/house.ts'

const text = readFileSync(join(repositoryRoot, 'docs/plugin-tutorial.md'), 'utf8')
const root = mkdtempSync(join(tmpdir(), 'guildhall-tutorial-'))
const database = await createTestDatabase()
const plugin = join(root, 'acme-notes')

for (const name of ['core', 'sdk', 'locales', 'presets', 'node_modules'])
  symlinkSync(join(repositoryRoot, name), join(root, name))
writeFileSync(join(root, 'platform.config.js'), 'export default { plugins: [] }\n')
afterAll(async () => {
  await database.drop()
  rmSync(root, { recursive: true, force: true })
})

test('the tutorial leads from nothing to an installed plugin with a screen of its own', {
  timeout: 240_000,
}, async () => {
  expect(await guildhall('plugin', 'new', 'acme-notes')).toBe(shownAfter('plugin new acme-notes'))

  const [, line = ''] = /below `body`:\n\n```ts\n(.*?)```/s.exec(text) ?? []
  edit('src/notes.ts', /^ {4}body: .*\n/m, (body) => `${body}${line}`)
  const written = await guildhall('migration', 'new', './acme-notes')
  for (const said of shownAfter('migration new ./acme-notes').trim().split('\n')) expect(written).toContain(said)
  expect(readdirSync(join(plugin, 'migrations'))).toHaveLength(2)

  for (const [, language = '', word = ''] of text.matchAll(/^\| `(\w\w)` \| `(.*)` \|$/gm))
    edit(`locales/${language}/acme-notes.json`, /"fields": \{/, (fields) => `${fields} ${word}`)
  expect(await guildhall('plugin', 'check', './acme-notes')).toBe(shownAfter('plugin check ./acme-notes'))

  expect(await guildhall('plugin', 'add', './acme-notes')).toMatch(/^acme-notes 0\.1\.0 is added\./)
  await guildhall('tenant', 'create', 'demo', '--name', 'Demo')
  expect(await guildhall('plugin', 'enable', 'acme-notes', '--tenant', 'demo')).toBe('On for demo: acme-notes.\n')
})

test('and the screen is there for who may see it', { timeout: 120_000 }, async () => {
  const house = await openHouse({ plugins: [...config.plugins, ...(await loadAdded(root))] })
  try {
    const page = await house.visit('elena@studionord.example')
    await page.goto('/at/demo/acme-notes-notes/create')
    await page.getByRole('textbox', { name: 'Title' }).fill('Order paint')
    await page.getByRole('textbox', { name: 'Place' }).fill('Workshop')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Workshop').first().waitFor()
    await page.goto('/at/demo/acme-notes/board')
    await page.getByText('1 is open').waitFor()
    expect(house.troubles).toEqual([])
  } finally {
    await house.close()
  }
})

function edit(file: string, place: RegExp, change: (found: string) => string): void {
  const before = readFileSync(join(plugin, file), 'utf8')
  expect(before).toMatch(place)
  writeFileSync(join(plugin, file), before.replace(place, change))
}

/** The block that stands after a command. */
function shownAfter(command: string): string {
  const escaped = command.replaceAll('.', '\\.')
  return new RegExp(`guildhall ${escaped}\\n\`\`\`\\n\\n\`\`\`\\n(.*?)\`\`\``, 's').exec(text)?.[1] ?? ''
}

/** What a verb says on its standard output; what went wrong as the error's message. */
async function guildhall(...args: string[]): Promise<string> {
  const program = join(repositoryRoot, 'core/src/cli/main.ts')
  const env = { ...process.env, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl }
  try {
    return (await promisify(execFile)(process.execPath, ['--conditions=source', program, ...args], { cwd: root, env }))
      .stdout
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${stdout}${stderr}`, { cause: error })
  }
}
