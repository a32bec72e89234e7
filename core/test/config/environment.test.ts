import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { expect, test } from 'vitest'
import { BootError } from '../../src/config/boot-error.ts'
import { readEnvironment } from '../../src/config/environment.ts'
import { renderEnvironment } from '../../src/config/environment-documentation.ts'
import { findInstallation } from '../../src/config/installation.ts'

test('an empty environment is complete, typed and frozen', () => {
  const environment = readEnvironment({})
  expect(environment).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    GUILDHALL_DEMO: 'on',
    POOL_SIZE: 10,
    IMPORT_LIMIT_MB: 32,
    CORS_ORIGINS: [],
    LOG_LEVEL: 'info',
  })
  expect(environment.DATABASE_URL).toBeUndefined()
  expect(isAbsolute(environment.GUILDHALL_DATA)).toBe(true)
  expect(Object.isFrozen(environment)).toBe(true)
})

test('values are read as what they are, and an empty one counts as unset', () => {
  const given = {
    PORT: '8080',
    CORS_ORIGINS: 'https://a.example, http://b.example:8080,',
    GUILDHALL_DEMO: 'off',
    HOST: '',
    GUILDHALL_DATA: '/srv/data',
  }
  expect(readEnvironment(given)).toMatchObject({
    PORT: 8080,
    CORS_ORIGINS: ['https://a.example', 'http://b.example:8080'],
    GUILDHALL_DEMO: 'off',
    HOST: '127.0.0.1',
    GUILDHALL_DATA: '/srv/data',
  })
})

test.each([
  ['PORT', '80a0', 'PORT is "80a0". It must be a whole number from 0 to 65535.'],
  ['PORT', '70000', 'PORT is "70000". It must be a whole number from 0 to 65535.'],
  ['PORT', '-1', 'PORT is "-1". It must be a whole number from 0 to 65535.'],
  ['PORT', '1e3', 'PORT is "1e3". It must be a whole number from 0 to 65535.'],
  [
    'GUILDHALL_DEMO',
    'No!',
    'GUILDHALL_DEMO is "No!". It must be on, off, or names of presets with commas between them.',
  ],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud". It must be fatal, error, warn, info, debug, trace or silent.'],
  ['GUILDHALL_ADMIN_EMAIL', 'root', 'GUILDHALL_ADMIN_EMAIL is "root". It must be an e-mail address.'],
  [
    'PUBLIC_URL',
    'example.org',
    'PUBLIC_URL is "example.org". It must be an address that begins with http:// or https://.',
  ],
  ['CORS_ORIGINS', 'https://a.example/path', /CORS_ORIGINS is .* It must be a list, separated by commas, of origins/],
  ['TRUST_PROXY', 'maybe', /TRUST_PROXY is "maybe"/],
])('%s=%s is refused by name, with what is allowed', (name, value, line) => {
  expect(refusal({ [name]: value })).toEqual(typeof line === 'string' ? line : expect.stringMatching(line))
})

test.each(['GUILDHALL_ADMIN_PASSWORD', 'GUILDHALL_SECRET', 'DATABASE_URL', 'SMTP_URL'])(
  'a refused %s is not repeated',
  (name) => {
    const line = refusal({ [name]: 'sesame' })
    expect(line).toContain(name)
    expect(line).not.toContain('sesame')
  },
)

test('a misspelt setting is refused with the one that was meant', () => {
  expect(refusal({ GUILDHALL_DATTA: '/srv' })).toBe(
    'GUILDHALL_DATTA is not a setting of Guildhall. Did you mean GUILDHALL_DATA?',
  )
  expect(refusal({ GUILDHALL_COLOUR_SCHEME: 'x' })).toMatch(/The known ones are GUILDHALL_DATA, /)
  expect(refusal({ HOSTNAME: 'others set this' })).toBe('nothing')
})

test('both addresses of a database are needed, or neither', () => {
  const url = 'postgres://a:b@localhost/guildhall'
  expect(refusal({ DATABASE_URL: url })).toMatch(/^DATABASE_URL is set but DATABASE_OWNER_URL is not\./)
  expect(refusal({ DATABASE_OWNER_URL: url })).toMatch(/^DATABASE_OWNER_URL is set but DATABASE_URL is not\./)
  expect(refusal({ DATABASE_URL: url, DATABASE_OWNER_URL: url })).toBe('nothing')
})

test('the data folder lies beside the composition root, wherever in the installation one stands', () => {
  const installation = mkdtempSync(join(tmpdir(), 'guildhall-installation-'))
  writeFileSync(join(installation, 'platform.config.ts'), '')
  mkdirSync(join(installation, 'deep/inside'), { recursive: true })
  expect(findInstallation(join(installation, 'deep/inside'))).toBe(installation)
  rmSync(installation, { recursive: true })
})

test('docs/configuration.md says what the schema says (vitest -u writes it)', async () => {
  const page = [
    '# Configuration',
    '',
    'Guildhall is configured by environment variables alone. All of them are optional: without any, `npm start` keeps its',
    'data in `.data` and listens on http://127.0.0.1:3000. An empty variable counts as unset; a value that cannot be used,',
    'or a `GUILDHALL_` variable that does not exist, stops the start with a line that says so.',
    '',
    renderEnvironment(),
    '',
  ]
  await expect(page.join('\n')).toMatchFileSnapshot('../../../docs/configuration.md')
})

function refusal(given: Record<string, string>): string {
  try {
    readEnvironment(given)
    return 'nothing'
  } catch (error) {
    if (!(error instanceof BootError)) throw error
    return error.line
  }
}
