import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { createTestDatabase, repositoryRoot } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import type { Plugin } from '../../sdk/src/index.ts'
import { openHouse } from '../browser/house.ts'

const text = readFileSync(join(repositoryRoot, 'docs/plugin-walkthrough.md'), 'utf8')
const root = copyOfHouse()
const database = await createTestDatabase()

afterAll(async () => {
  await database.drop()
  rmSync(root, { recursive: true, force: true })
})

describe('the explained plugin', () => {
  it('compiles and is built', { timeout: 240_000 }, async () => {
    await expect(run('node_modules/.bin/tsc', ['-p', root])).resolves.toBe('')
    await run(join(repositoryRoot, 'node_modules/.bin/tsup'), [], join(root, 'plugins/warranty'))
    expect(readdirSync(join(root, 'plugins/warranty/dist'))).toEqual(
      expect.arrayContaining(['admin', 'index.d.ts', 'index.js']),
    )
  })

  it('gets the migration and the words the text shows', { timeout: 120_000 }, async () => {
    expect(await guildhall('migration', 'new', 'warranty')).toBe(shownAfter('migration new warranty'))
    expect(readdirSync(join(root, 'plugins/warranty/migrations'))).toEqual(['0001_warranties.sql'])
    expect(await guildhall('migration', 'check')).toBe('Migrations and definitions agree.\n')
    expect(await guildhall('locale', 'check')).toBe(shownAfter('locale check'))
  })

  it('draws its own screen beside a warranty, in the reader’s language', { timeout: 120_000 }, async () => {
    const { default: warranty } = (await import(pathToFileURL(join(root, 'plugins/warranty/src/index.ts')).href)) as {
      default: Plugin
    }
    const house = await openHouse({ root, plugins: [...config.plugins, warranty] })
    onTestFinished(() => house.close())
    const victor = await house.platform.signIn('victor@studionord.example', demoPassword)
    const { data: project } = await victor('POST', '/api/projects', { name: 'Gearbox' })
    const { data } = await victor('POST', '/api/warranties', { subject: `projects/${project.id}`, months: 6 })
    const days = 1 + (Date.parse(data.endsOn) - Date.parse(data.startsOn)) / 86_400_000
    for (const [language, text] of [
      ['en', `Holds for ${days} more days`],
      ['ro', `Mai este valabilă ${days} de zile`],
    ] as const) {
      const page = await house.visit('victor@studionord.example', { language })
      await page.goto(`/at/demo/warranties/${data.id}/show`)
      await page.getByRole('complementary').getByRole('progressbar', { name: text }).waitFor()
      await page.context().close()
    }
    expect(house.troubles).toEqual([])
  })

  describe('passes its own test', async () => {
    await import(pathToFileURL(join(root, 'plugins/warranty/test/warranty.test.ts')).href)
  })
})

/** An installation like this one, with the files of the text in it; inside the house, so that packages are found. */
function copyOfHouse(): string {
  const ignored = join(repositoryRoot, 'coverage')
  mkdirSync(ignored, { recursive: true })
  const copy = mkdtempSync(join(ignored, 'walkthrough-'))
  const link = (name: string) => {
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    symlinkSync(join(repositoryRoot, name), join(copy, name))
  }
  for (const name of ['core', 'sdk', 'presets', 'tsup.base.ts', 'plugins/directory', 'plugins/projects']) link(name)
  for (const language of ['en', 'ro', 'ru'])
    for (const file of ['admin', 'core', 'directory', 'projects']) link(`locales/${language}/${file}.json`)
  for (const [, name = '', content = ''] of text.matchAll(/^`([\w./-]+)`\n\n```\w+\n(.*?)^```$/gms)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    writeFileSync(join(copy, name), content)
  }
  // What `npm install` links.
  mkdirSync(join(copy, 'node_modules/@guildhall'), { recursive: true })
  symlinkSync(join(copy, 'plugins/warranty'), join(copy, 'node_modules/@guildhall/plugin-warranty'))
  const include = ['plugins/warranty/src', 'plugins/warranty/admin']
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ extends: '../../admin-ui/tsconfig.json', include }))
  return copy
}

/** The block that stands after a command. */
function shownAfter(command: string): string {
  return new RegExp(`guildhall -- ${command}\\n\`\`\`.*?\`\`\`\\n(.*?)\`\`\``, 's').exec(text)?.[1] ?? ''
}

function guildhall(...args: string[]): Promise<string> {
  return run(process.execPath, ['--conditions=source', join(repositoryRoot, 'core/src/cli/main.ts'), ...args], root)
}

/** What a program says on its standard output; what went wrong as the error's message. */
async function run(program: string, args: string[], cwd = repositoryRoot): Promise<string> {
  const env = { ...process.env, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl }
  try {
    return (await promisify(execFile)(program, args, { cwd, env })).stdout
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${stdout}${stderr}`, { cause: error })
  }
}
