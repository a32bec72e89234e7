import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plugin } from '@guildhall/sdk'
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { withDatabase } from '../../database/database-url.ts'
import { migrationSources, runMigrations } from '../../database/migrations/index.ts'
import { withScratchDatabase } from '../../database/migrations/scratch.ts'
import { sessionCookie } from '../../identity/cookie.ts'
import { createPlatform, type Platform } from '../../platform.ts'
import type { Installed } from '../host.ts'
import { countingTrips } from './count-trips.ts'
import type { Caller, Subject } from './law.ts'

export interface TrialOptions {
  /** The installation's folder. */
  readonly root: string
  /** Where the plugin lies that is tried. */
  readonly folder: string
  readonly plugin: Plugin
  /** It and what it needs, put together. */
  readonly installed: Installed
  readonly ownerUrl: string
  readonly appUrl: string
}

const password = 'tried on a scratch database'
const archetypes = ['admin', 'manager', 'worker'] as const

/** Lets a plugin live for a moment: a database, a platform, a tenant with the plugin on and a person of each archetype. */
export async function withTrial<T>(options: TrialOptions, work: (subject: Subject) => Promise<T>): Promise<T> {
  const { root, folder, plugin, installed } = options
  const place = mkdtempSync(join(tmpdir(), 'guildhall-trial-'))
  try {
    mkdirSync(join(place, 'plugins'))
    symlinkSync(folder, join(place, 'plugins', plugin.name))
    if (existsSync(join(root, 'locales'))) symlinkSync(join(root, 'locales'), join(place, 'locales'))
    return await withScratchDatabase(options, async (ownerUrl) => {
      const urls = { ownerUrl, appUrl: withDatabase(options.appUrl, new URL(ownerUrl).pathname.slice(1)) }
      await runMigrations({ ...urls, sources: migrationSources(installed, root) })
      const { tracing, count } = countingTrips()
      const platform = await createPlatform({
        root,
        plugins: installed.plugins.slice(1),
        ...urls,
        secret: password,
        logger: pino({ level: 'silent' }),
        poolSize: 4,
        publicUrl: 'http://localhost',
        filesUrl: `file:${join(tmpdir(), `guildhall-trial-${process.pid}`)}`,
        mail: { from: 'Guildhall <guildhall@localhost>', inboxDir: join(place, 'inbox') },
        tracing,
      })
      try {
        const tenant = await platform.tenancy.tenants.create({
          slug: 'trial',
          name: 'Trial',
          plugins: installed.plugins.slice(1).map(({ name }) => name),
        })
        const people = new Map<string, Caller>()
        for (const archetype of archetypes) people.set(archetype, await personOf(platform, tenant.id, archetype))
        return await work({
          plugins: [plugin],
          root: place,
          platform: { ...platform, urls },
          tenant,
          admin: people.get('admin') as Caller,
          others: people,
          isInhabited: false,
          countStatements: count,
        })
      } finally {
        await platform.close()
      }
    })
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

async function personOf(
  { app, identity, tenancy }: Platform,
  tenantId: string,
  archetype: (typeof archetypes)[number],
): Promise<Caller> {
  const email = `${archetype}@trial.example`
  await tenancy.addPerson(tenantId, { name: archetype, email, archetype })
  const { id } = await identity.requireUser(email)
  await identity.setPassword(id, password)
  const { token } = await identity.signIn({ name: email, password, ip: '127.0.0.1', agent: 'plugin check' })
  return async (method, url, body, headers = {}) => {
    const answer = await app.inject({
      method: method as InjectOptions['method'] & string,
      url,
      ...(body === undefined ? {} : { payload: body as object }),
      headers: { cookie: `${sessionCookie}=${token}`, ...headers },
    } as InjectOptions)
    const isJson = /json/.test(String(answer.headers['content-type']))
    return {
      statusCode: answer.statusCode,
      headers: answer.headers,
      body: answer.body,
      data: isJson ? (JSON.parse(answer.body) as unknown) : undefined,
    }
  }
}
