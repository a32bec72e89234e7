import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { createTestPlatform, type TestPlatformOptions, testPassword } from '../core/testing/index.ts'
import config from '../platform.config.ts'
import type { Plugin } from '../sdk/src/index.ts'
import { actor, type BusinessOptions, openBusiness } from './business.ts'

export type { Answer, Business, Member, PersonOptions } from './business.ts'

export interface StudioOptions {
  readonly plugins?: readonly Plugin[]
  readonly zone?: string
  /** Where mails go; into a folder unless given. */
  readonly smtpUrl?: string
  readonly publicUrl?: string
  readonly filesUrl?: string
  readonly filesScanner?: string
  readonly secret?: string
  readonly mailIn?: TestPlatformOptions['mailIn']
  /** Whether it may ask this machine where somebody names it. */
  readonly mayAskPrivate?: boolean
  readonly logger?: FastifyBaseLogger
}

/** A whole platform with the installation's plugins and one business, all plugins on; others can be opened beside it. */
export async function openStudio({
  plugins = config.plugins,
  zone = 'Europe/Bucharest',
  ...options
}: StudioOptions = {}) {
  const platform = await createTestPlatform({ plugins, now: '2026-03-10T09:00:00.000Z', ...options })
  const business = (options: BusinessOptions) =>
    openBusiness(platform, { zone, plugins: plugins.map(({ name }) => name), ...options })
  const studio = await business({ slug: 'studio', name: 'Studio' })
  const owner = new pg.Client({ connectionString: platform.urls.ownerUrl })
  await owner.connect()

  return {
    ...studio,
    platform,
    business,
    /** Who runs the installation; `tenant` names the one he acts in. */
    async superadmin(name = 'Root', tenant?: string) {
      const email = `${name.toLowerCase()}@installation.example`
      if (!(await platform.identity.listUsers()).some((user) => user.email === email))
        await platform.identity.createUser({ email, name, password: testPassword, superadmin: true })
      return actor(await platform.signIn(email, testPassword, tenant))
    },
    /** Past all rules and walls, to see what is really there. */
    query: async (text: string, values: readonly unknown[] = []) => (await owner.query(text, [...values])).rows,
    setNow: (instant: string) => platform.clock.set(instant),
    /** What was told under a name, in its order. */
    async told(name: string) {
      const { rows } = await owner.query('select payload from guildhall.outbox where name = $1 order by sequence', [
        name,
      ])
      return rows.map(({ payload }) => payload)
    },
    async close() {
      await owner.end()
      await platform.close()
    },
  }
}

export type Studio = Awaited<ReturnType<typeof openStudio>>
