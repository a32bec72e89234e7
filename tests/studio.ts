import pg from 'pg'
import { openScope } from '../core/src/records/scope.ts'
import { transact } from '../core/src/records/transact.ts'
import { addMember, createTestPlatform } from '../core/testing/index.ts'
import config from '../platform.config.ts'
import type { Archetype, Plugin, Scope } from '../sdk/src/index.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  body: any
  headers: Record<string, unknown>
}

export interface PersonOptions {
  readonly zone?: string
  readonly language?: string
  /** What the role may do besides its archetype's rules. */
  readonly may?: readonly { readonly resource: string; readonly rule: object }[]
}

export interface StudioOptions {
  readonly plugins?: readonly Plugin[]
  readonly zone?: string
}

/** A tenant of a whole platform with the installation's plugins, and people who act over HTTP. */
export async function openStudio({ plugins = config.plugins, zone = 'Europe/Bucharest' }: StudioOptions = {}) {
  const platform = await createTestPlatform({ plugins, now: '2026-03-10T09:00:00.000Z' })
  const names = plugins.map(({ name }) => name)
  const { id: tenantId } = await platform.tenancy.tenants.create({
    slug: 'studio',
    name: 'Studio',
    zone,
    plugins: names,
  })
  const owner = new pg.Client({ connectionString: platform.urls.ownerUrl })
  await owner.connect()

  const asSystem = <T>(work: (scope: Scope) => Promise<T>): Promise<T> =>
    transact(platform.engine, platform.tenancy.asSystem(tenantId, 'test'), (operation) => work(openScope(operation)))

  async function roleFor(name: string, archetype: Archetype, add: PersonOptions['may']): Promise<readonly string[]> {
    const differences = { add, remove: [] }
    const { id } = await asSystem((scope) =>
      scope
        .records({ name: 'roles', fields: {} } as never)
        .create({ name: `Role of ${name}`, archetype, differences } as never),
    )
    return [id]
  }

  async function person(name: string, archetype: Archetype, { may, ...options }: PersonOptions = {}) {
    const email = `${name.toLowerCase()}@studio.example`
    const roles = may && (await roleFor(name, archetype, may))
    const kind = archetype === 'client' ? ('client' as const) : ('staff' as const)
    const id = await addMember(platform, tenantId, {
      name,
      email,
      kind,
      archetype,
      ...(roles && { roles }),
      ...options,
    })
    return signedIn(id, email)
  }

  async function signedIn(id: string, email: string) {
    const caller = await platform.signIn(email)
    const call = async (
      method: string,
      url: string,
      body?: unknown,
      headers?: Record<string, string>,
    ): Promise<Answer> => {
      const { statusCode, data, headers: sent } = await caller(method, `/api${url}`, body, headers)
      return { status: statusCode, body: data, headers: sent }
    }
    return {
      id,
      get: (url: string) => call('GET', url),
      post: (url: string, body: unknown = {}) => call('POST', url, body),
      patch: (url: string, body: unknown) => call('PATCH', url, body),
      del: (url: string) => call('DELETE', url),
      list(resource: string, filter: object = {}, sort?: readonly [string, string]) {
        const query = new URLSearchParams({ filter: JSON.stringify(filter), range: '[0,99]' })
        if (sort) query.set('sort', JSON.stringify(sort))
        return call('GET', `/${resource}?${query}`)
      },
      /** Creates a record and gives it. */
      async make(resource: string, values: object) {
        const { status, body } = await call('POST', `/${resource}`, values)
        if (status !== 201) throw new Error(`${resource}: ${status} ${JSON.stringify(body)}`)
        return body
      },
    }
  }

  return {
    platform,
    tenantId,
    person,
    signedIn,
    asSystem,
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
export type Member = Awaited<ReturnType<Studio['person']>>
