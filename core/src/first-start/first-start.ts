import { createHash, randomInt } from 'node:crypto'
import { DomainError } from '@guildhall/sdk'
import { BootError } from '../config/boot-error.ts'
import type { Environment } from '../config/environment.ts'
import { isLoopback } from '../config/loopback.ts'
import { bind, prepare } from '../database/statement.ts'
import type { User } from '../identity/users.ts'
import type { Platform } from '../platform.ts'
import { loadPreset } from './load-preset.ts'
import { withLock } from './lock.ts'
import { readPreset } from './preset.ts'

export interface FirstStartOptions {
  readonly environment: Pick<
    Environment,
    'GUILDHALL_ADMIN_EMAIL' | 'GUILDHALL_ADMIN_PASSWORD' | 'GUILDHALL_DEMO' | 'HOST' | 'PUBLIC_URL'
  >
  /** The folder of presets; `demo.json` in it is the usual demo business. */
  readonly presets: URL
  /** What is going on, for whoever waits. */
  readonly tell: (progress: Progress) => void
}

export type Progress =
  | { readonly step: 'administrator'; readonly email: string }
  | { readonly step: 'demo'; readonly name: string; readonly people: number; readonly records: number }

/** What is said once. */
export interface FirstStart {
  /** The password only where it was generated. */
  readonly administrator: { readonly email: string; readonly password?: string }
  /** The businesses to look at. */
  readonly demos: readonly Demo[]
  /** Called when it has been said: a first start that nobody read is done again, with a new password. */
  done(): Promise<void>
}

export interface Demo {
  readonly slug: string
  readonly name: string
  readonly people: readonly string[]
  readonly password: string
}

/** Known to everybody who read the documentation, so only used where nobody else can reach the server. */
export const demoPassword = 'guildhall-demo'

interface Stage {
  readonly stage: 'begun' | 'done'
  /** Whether the administrator's password was generated. */
  readonly generated: boolean
}

const readStage = prepare(
  `select value from guildhall.installation where name = 'first-start'`,
  ([value]) => JSON.parse(value ?? 'null') as Stage,
)
const writeStage = prepare(
  `insert into guildhall.installation (name, value) values ('first-start', $1::jsonb) on conflict (name) do update set value = excluded.value`,
)
/** The fingerprint of the password's hash tells the doctor whether it is still the first one. */
const finishStage = prepare(
  `update guildhall.installation set value = value || jsonb_build_object('stage', 'done', 'password',
     (select encode(sha256(convert_to(password_hash, 'UTF8')), 'hex') from guildhall.users where id = $1::uuid))
   where name = 'first-start'`,
)
const anybody = prepare('select 1 from guildhall.users limit 1')
const firstAdministrator = prepare(
  'select email from guildhall.users where superadmin order by created_at, id limit 1',
  ([email]) => String(email),
)

/**
 * Makes the first superadmin and the demo business where there is no user yet; what a killed first start left is finished.
 * Gives nothing where the first start is over.
 */
export async function makeFirstStart(platform: Platform, options: FirstStartOptions): Promise<FirstStart | null> {
  if (!(await isNeeded(platform))) return null
  return withLock(platform.database, 'guildhall first start', async () => {
    if (!(await isNeeded(platform))) return null
    const { user, password } = await bringAdministrator(platform, options)
    const demos: Demo[] = []
    for (const name of demosOf(options.environment.GUILDHALL_DEMO)) demos.push(await bringDemo(platform, options, name))
    return {
      administrator: { email: user.email, ...(password && { password }) },
      demos,
      done: async () => void (await platform.database.run([bind(finishStage, user.id)])),
    }
  })
}

async function isNeeded({ database }: Platform): Promise<boolean> {
  const [stages, users] = await database.run([bind(readStage), bind(anybody)])
  const [stage] = stages.rows
  return stage ? stage.stage !== 'done' : users.rows.length === 0
}

async function bringAdministrator(
  { database, identity }: Platform,
  { environment, tell }: FirstStartOptions,
): Promise<{ user: User; password: string | undefined }> {
  const { GUILDHALL_ADMIN_EMAIL: email, GUILDHALL_ADMIN_PASSWORD: given } = environment
  const [stages, administrators] = await database.run([bind(readStage), bind(firstAdministrator)])
  const password = given ?? generatePassword()
  const generated = given === undefined
  const [known] = administrators.rows
  if (known !== undefined) {
    const user = await identity.requireUser(known)
    if (!stages.rows[0]?.generated && !generated) return { user, password: undefined }
    await identity.setPassword(user.id, password)
    return { user, password: generated ? password : undefined }
  }
  tell({ step: 'administrator', email })
  await database.run([bind(writeStage, JSON.stringify({ stage: 'begun', generated } satisfies Stage))])
  const user = await identity
    .createUser({ email, name: 'Administrator', password, superadmin: true })
    .catch((cause: unknown) => {
      throw cause instanceof DomainError
        ? new BootError('boot.admin_refused', { email, reason: reasonOf(cause) }, { cause })
        : cause
    })
  return { user, password: generated ? password : undefined }
}

const demosOf = (wanted: string): string[] =>
  wanted === 'off' ? [] : [...new Set(wanted.split(',').map((name) => (name === 'on' ? 'demo' : name)))]

async function bringDemo(
  platform: Platform,
  { environment, presets, tell }: FirstStartOptions,
  kind: string,
): Promise<Demo> {
  const preset = readPreset(presets, kind)
  const { tenants } = platform.tenancy
  const { HOST, PUBLIC_URL } = environment
  const isPrivate = isLoopback(HOST) && (PUBLIC_URL === undefined || isLoopback(new URL(PUBLIC_URL).hostname))
  const password = isPrivate ? demoPassword : generatePassword()
  tell({ step: 'demo', name: preset.tenant.name, people: preset.people.length, records: preset.records.length })
  try {
    const { slug, name } = preset.tenant
    const installed = preset.plugins.filter((plugin) => platform.installed.plugin(plugin))
    const beginning = { ...preset.tenant, plugins: installed, settings: preset.settings }
    const tenant = (await tenants.find({ slug })) ?? (await tenants.create(beginning))
    await loadPreset(platform, tenant.id, preset, { password })
    return { slug, name, people: preset.people.map(({ email }) => email), password }
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause
    throw new BootError('boot.preset_failed', { name: preset.name, reason: reasonOf(cause) }, { cause })
  }
}

function reasonOf({ code, fields }: DomainError): string {
  return [code, ...fields.map((field) => `${field.path} ${field.code}`)].join(', ')
}

/** Four groups of five signs that are not mistaken for each other: 100 bits. */
export function generatePassword(): string {
  const signs = 'abcdefghijkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** What `done` leaves of a password's hash. */
export function fingerprint(passwordHash: string): string {
  return createHash('sha256').update(passwordHash).digest('hex')
}
