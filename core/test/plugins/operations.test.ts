import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, repositoryRoot, type TestDatabase } from '../../testing/index.ts'

const root = mkdtempSync(join(tmpdir(), 'guildhall-operations-'))
let database: TestDatabase

const plugin = `
import { boolean, defineError, definePlugin, integer } from '@guildhall/sdk'
import { fileURLToPath } from 'node:url'
const refused = defineError('acme-bells.cracked', 409)
export const bells = definePlugin({
  name: 'acme-bells',
  version: '1.0.0',
  locales: new URL('./words/', import.meta.url),
  checks: {
    tower: async ({ tenant }) => [
      { level: 'fail', text: 'acme-bells:checks.silent', params: { slug: tenant.slug }, remedy: { text: 'acme-bells:checks.pull' } },
    ],
    rope: async () => { throw new Error('the rope is torn') },
  },
  commands: {
    ring: {
      options: { howOften: integer({ minimum: 1, maximum: 12, default: 1 }), loud: boolean({ optional: true }) },
      async run({ tenant, within }, options) {
        const actor = await within(async (scope) => scope.actor.kind)
        return { lines: [{ text: 'acme-bells:told.rung', params: options }], data: { ...options, actor, tenant: tenant.slug } }
      },
    },
    crack: { run: async () => { throw refused() } },
    listen: { run: async () => ({ lines: [{ text: 'acme-bells:checks.silent', params: { slug: '' } }], failed: true }) },
  },
})
`
const words = {
  plugin: { name: 'Bells', description: 'Bells that ring.' },
  checks: { silent: 'No bell rings {{slug}}', pull: 'Pull the rope.' },
  commands: { ring: 'ring the bell', crack: 'break it', listen: 'hear it' },
  commandOptions: { ring: { howOften: 'how many times', loud: 'with all might' } },
  told: { rung: 'Rung {{howOften}} times.' },
  errors: { 'acme-bells': { cracked: 'The bell is cracked.' } },
}

beforeAll(async () => {
  for (const name of ['node_modules', 'locales', 'presets']) symlinkSync(join(repositoryRoot, name), join(root, name))
  mkdirSync(join(root, 'words/en'), { recursive: true })
  writeFileSync(join(root, 'words/en/acme-bells.json'), JSON.stringify(words))
  writeFileSync(join(root, 'bells.mjs'), plugin)
  writeFileSync(
    join(root, 'platform.config.js'),
    "import { bells } from './bells.mjs'\nexport default { plugins: [bells] }\n",
  )
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  database = await createTestDatabase()
  for (const [slug, ...more] of [['ringing', '--plugins', 'acme-bells'], ['quiet']] as const)
    expect(await guildhall('tenant', 'create', slug, ...more)).toMatchObject({ code: 0 })
}, 120_000)
afterAll(async () => {
  await database?.drop()
  rmSync(root, { recursive: true, force: true })
})

test('a verb of a plugin works in a tenant as the system, with its options judged', async () => {
  const { code, out } = await guildhall(
    'acme-bells',
    'ring',
    '--tenant',
    'ringing',
    '--how-often',
    '3',
    '--loud',
    '--json',
  )
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({ howOften: 3, loud: true, actor: 'system', tenant: 'ringing' })
  expect((await guildhall('acme-bells', 'ring', '--tenant', 'ringing')).out).toBe('Rung 1 times.\n')
}, 60_000)

test.each([
  [['acme-bells', 'ring', '--tenant', 'ringing', '--how-often', '13'], /howOften/],
  [['acme-bells', 'ring', '--tenant', 'ringing', '--how-often', 'often'], /howOften/],
  [['acme-bells', 'ring', '--tenant', 'quiet'], /off for quiet: guildhall plugin enable acme-bells --tenant quiet/],
  [['acme-bells', 'ring', '--tenant', 'nowhere'], /nowhere/],
  [['acme-bells', 'ring'], /--tenant <slug>/],
  [['acme-bells', 'crack', '--tenant', 'ringing'], /The bell is cracked\./],
  [['acme-bells', 'swing'], /unknown command 'swing'/],
  [['acme-whistles', 'blow'], /unknown command 'acme-whistles'/],
])(
  '%j is refused with what is wrong',
  async (args, found) => {
    const { code, out, error } = await guildhall(...args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toMatch(found)
  },
  60_000,
)

test('what a verb says has failed ends with 1', async () => {
  expect(await guildhall('acme-bells', 'listen', '--tenant', 'ringing')).toMatchObject({
    code: 1,
    out: 'No bell rings \n',
  })
}, 60_000)

test('help names the plugins with verbs, and each verb its options', async () => {
  expect((await guildhall('--help')).out).toMatch(/acme-bells +Bells that ring\./)
  expect((await guildhall('acme-bells', 'ring', '--help')).out).toMatch(/--how-often <howOften> +how many times/)
}, 60_000)

test('the doctor asks a plugin where it is on, and only there; a check that cannot be made is a finding', async () => {
  const { code, out } = await guildhall('doctor', '--json')
  expect(code).toBe(1)
  const findings = JSON.parse(out).findings.filter(({ check }: { check: string }) => check.startsWith('acme-bells'))
  expect(findings).toEqual([
    {
      check: 'acme-bells tower',
      level: 'fail',
      says: 'ringing: No bell rings ringing',
      remedy: 'Pull the rope.',
    },
    expect.objectContaining({
      check: 'acme-bells rope',
      level: 'fail',
      says: 'It could not be examined: the rope is torn.',
    }),
  ])
}, 60_000)

async function guildhall(...args: readonly string[]) {
  const program = join(repositoryRoot, 'core/src/cli/main.ts')
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', program, ...args],
    {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        GUILDHALL_SECRET: 'a secret for the bells of the tower',
        GUILDHALL_DATA: join(root, '.data'),
      },
    },
  )
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (error += chunk))
  const [code] = await once(child, 'close')
  return { code, out, error }
}
