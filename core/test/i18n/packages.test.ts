import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { definePlugin, text } from '@guildhall/sdk'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkInstallation } from '../../src/i18n/installation-check.ts'
import { addMember, type Caller, createTestPlatform, repositoryRoot, type TestPlatform } from '../../testing/index.ts'

const root = mkdtempSync(join(tmpdir(), 'guildhall-house-'))
const elsewhere = mkdtempSync(join(tmpdir(), 'guildhall-elsewhere-'))
const write = (folder: string, name: string, content: object) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), JSON.stringify(content))
}
/** Packed somewhere else; it says itself where its words are. */
const acme = definePlugin({
  name: 'acme-tools',
  settings: { greeting: text({ default: 'x' }) },
  locales: pathToFileURL(`${elsewhere}/locales/`),
})
/** Installed as a package of the installation. */
const bells = definePlugin({ name: 'bells', settings: { tone: text({ default: 'x' }) } })
const mute = definePlugin({ name: 'mute', settings: { volume: text({ default: 'x' }) } })
const plugins = [acme, bells, mute]
const warnings: { plugin: string; place: string; msg: string }[] = []

let platform: TestPlatform
let admin: Caller

beforeAll(async () => {
  for (const name of ['core', 'sdk', 'package.json']) symlinkSync(join(repositoryRoot, name), join(root, name))
  for (const language of ['en', 'ro', 'ru'])
    cpSync(join(repositoryRoot, 'locales', language, 'core.json'), join(root, 'locales', language, 'core.json'))
  const words = { plugin: { name: 'Tools', description: 'Tools of Acme.' }, settings: { greeting: 'Greeting' } }
  write(elsewhere, 'locales/en/acme-tools.json', { ...words, 'greeting@note': 'x' })
  write(elsewhere, 'locales/ro/acme-tools.json', { plugin: { name: 'Unelte', description: 'Uneltele Acme.' } })
  write(elsewhere, 'locales/en/core.json', { errors: { auth: { required: 'Taken over' } } })
  const home = 'node_modules/@guildhall/plugin-bells'
  write(root, `${home}/package.json`, { name: '@guildhall/plugin-bells', version: '2.0.0' })
  for (const [language, name] of [
    ['en', 'Bells'],
    ['ro', 'Clopoței'],
    ['ru', 'Звонки'],
  ] as const)
    write(root, `${home}/locales/${language}/bells.json`, {
      plugin: { name, description: name },
      settings: { tone: name },
    })
  write(root, 'locales/ro/bells.json', { plugin: { name: 'Clopote' } })
  const logger = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) })
  platform = await createTestPlatform({ plugins, root, logger })
  const { id } = await platform.tenancy.tenants.create({ slug: 'shop', name: 'Shop', plugins: ['acme-tools', 'bells'] })
  await addMember(platform, id, { email: 'ana@shop.example', name: 'Ana', archetype: 'admin' })
  admin = await platform.signIn('ana@shop.example')
})
afterAll(async () => {
  await platform?.close()
  for (const folder of [root, elsewhere]) rmSync(folder, { recursive: true })
})

it('a plugin packed elsewhere is read in its own words', async () => {
  const { data } = await admin('GET', '/api/words/en')
  expect(data['acme-tools']).toEqual({
    plugin: { name: 'Tools', description: 'Tools of Acme.' },
    settings: { greeting: 'Greeting' },
  })
  expect((await admin('GET', '/api/words/ro')).data['acme-tools'].plugin.name).toBe('Unelte')
  expect((await admin('GET', '/api/words/ru')).data['acme-tools'].plugin.name).toBe('Tools')
  expect((await admin('GET', '/api/words/ru')).data.bells.plugin.name).toBe('Звонки')
})

it('what the installation says stands over what the package says', async () => {
  const { data } = await admin('GET', '/api/words/ro')
  expect(data.bells).toMatchObject({ plugin: { name: 'Clopote', description: 'Clopoței' } })
})

it('a package speaks for nobody else', async () => {
  expect((await admin('GET', '/api/words/en')).data.core.errors.auth.required).not.toBe('Taken over')
})

it('at the start the log says whose words lack what, where, and what to do', () => {
  const said = (plugin: string) => warnings.filter((warning) => warning.plugin === plugin)
  expect(said('bells')).toEqual([])
  expect(said('acme-tools').map(({ place }) => place.slice(elsewhere.length))).toEqual([
    '/locales/en/core.json',
    '/locales/ro/acme-tools.json',
    '/locales/ru/acme-tools.json',
  ])
  const [, romanian] = said('acme-tools')
  expect(romanian?.msg).toBe(
    `acme-tools: ${elsewhere}/locales/ro/acme-tools.json: 1 of its texts are missing or unusable: settings.greeting (missing). Write them there, or in the installation's locales/ro/acme-tools.json; guildhall locale check names all.`,
  )
  expect(said('mute')).toMatchObject([{ msg: expect.stringMatching(/brings no words.*locales\/en\/mute\.json/) }])
})

it('the check of the installation reads them, too', () => {
  const problems = checkInstallation(root, plugins).filter(({ key }) => !key.startsWith('core:'))
  expect(problems.map(({ language, key, code }) => `${language} ${key} ${code}`)).toEqual(
    expect.arrayContaining(['ro acme-tools:settings.greeting missing', 'en mute:plugin.name missing']),
  )
  expect(problems.filter(({ code }) => code === 'unused')).toEqual([])
})
