import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock, Plugin } from '@guildhall/sdk'
import type { FastifyBaseLogger, InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { dateIn } from '../src/config/clock.ts'
import { migrationSources } from '../src/database/migrations/index.ts'
import { runMigrations } from '../src/database/migrations/run.ts'
import { sessionCookie } from '../src/identity/cookie.ts'
import { createInbox } from '../src/mail/inbox.ts'
import { type ReadableMessage, readMessage } from '../src/mail/message.ts'
import type { DnsResolver } from '../src/mail-in/options.ts'
import type { NewPerson } from '../src/people/add.ts'
import { corePlugin, createPlatform, type Platform } from '../src/platform.ts'
import { installPlugins } from '../src/plugins/host.ts'
import type { Tracing } from '../src/telemetry/tracing.ts'
import { createTestDatabase, type TestUrls, templateDatabase } from './database.ts'

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

export interface TestPlatformOptions {
  readonly plugins?: readonly Plugin[]
  /** The installation's folder; this house unless given. */
  readonly root?: string
  /** Tables of plugins without migrations, made after the others'; its name is part of the template's key. */
  readonly prepare?: { readonly name: string; run(urls: TestUrls): Promise<void> }
  /** What is in it from the beginning, put there once a run; its name is part of the template's key. */
  readonly furnish?: { readonly name: string; run(platform: Platform): Promise<void> }
  readonly smtpUrl?: string
  readonly now?: string
  /** Another installation has another. */
  readonly secret?: string
  /** Takes mail below this domain (`mailIn.listen`), and asks this resolver who sent it. */
  readonly mailIn?: { readonly domain: string; readonly resolver?: DnsResolver; readonly largest?: number }
  readonly publicUrl?: string
  /** Where files are kept; in a folder that goes with the platform unless given. */
  readonly filesUrl?: string
  readonly filesScanner?: string
  /** Whether it may ask this machine where somebody names it. */
  readonly mayAskPrivate?: boolean
  /** The folder of the built backoffice, where screens are looked at. */
  readonly backoffice?: string
  readonly logger?: FastifyBaseLogger
  readonly tracing?: Tracing
  /** What stands between the platform and its database: given the address of PostgreSQL, the address to ask instead. */
  readonly pooler?: { address(appUrl: string): Promise<string>; readonly isPrepared: boolean }
}

export interface TestPlatform extends Platform {
  readonly urls: TestUrls
  readonly clock: Clock & { set(instant: string): void }
  /** What it has sent to people, oldest first, where no SMTP server was given. */
  mails(): Promise<readonly ReadableMessage[]>
  /** A signed-in person's way to call the API. */
  signIn(email: string, password?: string, tenant?: string): Promise<Caller>
  /** Another node over the same database, with a memory of its own; close it before this one. */
  beside(): Promise<Pick<TestPlatform, 'app' | 'signIn' | 'close'>>
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer
export type Answer = LightMyRequestResponse & { data: any }

export interface Caller {
  (method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  readonly cookie: string
}

const testSecret = 'thirty-two random characters, as ever'
export const testPassword = 'correct horse battery'

/** A whole Guildhall over a database of its own, with a clock that can be set. */
export async function createTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const plugins = options.plugins ?? []
  const { furnish, prepare, secret = testSecret } = options
  const names = plugins.map(({ name }) => name).join(' ')
  // Who moves in on another day finds other things.
  const furnished = furnish ? `${furnish.name} ${secret} ${options.now?.slice(0, 10) ?? ''}` : ''
  const key = `platform ${names} ${prepare?.name ?? ''} ${furnished}`
  const inboxDir = await mkdtemp(join(tmpdir(), 'guildhall-inbox-'))
  const clock = movableClock(options.now ?? '2026-03-10T10:00:00.000Z')
  const open = (urls: TestUrls, appUrl: string) =>
    createPlatform({
      root: options.root ?? repositoryRoot,
      plugins,
      appUrl,
      isPrepared: options.pooler?.isPrepared ?? true,
      ownerUrl: urls.ownerUrl,
      secret,
      logger: options.logger ?? pino({ level: process.env.TEST_LOG ?? 'silent' }),
      clock,
      tracing: options.tracing,
      // Nobody is kept out here; each bit doubles the time a test takes.
      proofDifficulty: 12,
      poolSize: 6,
      publicUrl: options.publicUrl ?? 'http://guildhall.test',
      filesScanner: options.filesScanner,
      filesUrl: options.filesUrl ?? `file:${join(inboxDir, 'files')}`,
      mayAskPrivate: options.mayAskPrivate ?? false,
      ...(options.mailIn && { mailIn: { largest: 1_000_000, ...options.mailIn } }),
      backoffice: options.backoffice,
      mail: { smtpUrl: options.smtpUrl, from: 'Guildhall <guildhall@example.org>', inboxDir },
    })
  await templateDatabase(key, async (urls) => {
    const installed = installPlugins(corePlugin({} as never), plugins)
    await runMigrations({ ...urls, sources: migrationSources(installed, repositoryRoot) })
    await prepare?.run(urls)
    if (!furnish) return
    const platform = await open(urls, urls.appUrl)
    await furnish.run(platform)
    await platform.close()
  })
  const database = await createTestDatabase(key)
  const appUrl = (await options.pooler?.address(database.appUrl)) ?? database.appUrl
  const platform = await open(database, appUrl)
  const caller =
    (node: Platform): TestPlatform['signIn'] =>
    (email, password = testPassword, tenant) =>
      signIn(node, email, password, tenant)
  return {
    ...platform,
    urls: database,
    clock,
    mails: () => mailsIn(inboxDir),
    signIn: caller(platform),
    async beside() {
      const other = await open(database, appUrl)
      return { app: other.app, signIn: caller(other), close: () => other.close() }
    },
    async close() {
      await platform.close()
      await database.drop()
      await rm(inboxDir, { recursive: true, force: true })
    },
  }
}

async function mailsIn(folder: string): Promise<ReadableMessage[]> {
  const inbox = createInbox(folder)
  const names = [...(await inbox.list())].reverse()
  return Promise.all(names.map(async (name) => readMessage((await inbox.read(name)) ?? Buffer.alloc(0))))
}

/** A person of a tenant who can sign in with {@link testPassword}. */
export async function addMember(platform: Platform, tenantId: string, person: NewPerson): Promise<string> {
  const added = await platform.tenancy.addPerson(tenantId, person)
  const user = await platform.identity.requireUser(person.email)
  await platform.identity.setPassword(user.id, testPassword)
  return added.id
}

async function signIn({ app, identity }: Platform, email: string, password: string, tenant?: string): Promise<Caller> {
  const { token } = await identity.signIn({ name: email, password, ip: '127.0.0.1', agent: 'test' })
  const cookie = `${sessionCookie}=${token}`
  const call = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.inject({
      method: method as InjectOptions['method'] & string,
      url,
      ...(body === undefined ? {} : { payload: body as object }),
      headers: { cookie, ...(tenant && { 'x-tenant': tenant }), ...headers },
    } as InjectOptions)
    return Object.assign(response, {
      data: /json/.test(String(response.headers['content-type'])) ? JSON.parse(response.body) : undefined,
    })
  }
  return Object.assign(call, { cookie })
}

function movableClock(start: string): TestPlatform['clock'] {
  let now = start
  return {
    now: () => now,
    today: (zone = 'UTC') => dateIn(zone, new Date(now)),
    set(instant) {
      now = instant
    },
  }
}
