import { openScope } from '../core/src/records/scope.ts'
import { transact } from '../core/src/records/transact.ts'
import { addMember, type Caller, type TestPlatform } from '../core/testing/index.ts'
import type { Archetype, Scope } from '../sdk/src/index.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  body: any
  headers: Record<string, unknown>
  /** As it was sent. */
  text: string
}

export interface PersonOptions {
  readonly zone?: string
  readonly language?: string
  /** What the role may do besides its archetype's rules. */
  readonly may?: readonly { readonly resource: string; readonly rule: object }[]
}

export interface BusinessOptions {
  readonly slug: string
  readonly name?: string
  readonly zone?: string
  readonly language?: string
  /** The id of the tenant above. */
  readonly parent?: string
  readonly plugins?: readonly string[]
}

/** A tenant of a platform, and people who act in it over HTTP. Somebody called Ana in the business `north` has the address ana@north.example. */
export async function openBusiness(platform: TestPlatform, { slug, name = slug, ...options }: BusinessOptions) {
  const { id: tenantId } = await platform.tenancy.tenants.create({ slug, name, ...options })

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
    const email = `${name.toLowerCase()}@${slug}.example`
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

  /** Somebody who is there already; `tenant` names the one he acts in, where he has several. */
  async function signedIn(id: string, email: string, tenant?: string) {
    return { id, email, ...actor(await platform.signIn(email, undefined, tenant)) }
  }

  return { tenantId, slug, person, signedIn, asSystem }
}

/** The calls of somebody signed in, below `/api`. */
export function actor(caller: Caller) {
  const call = async (
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer> => {
    const { statusCode, data, headers: sent, body: text } = await caller(method, `/api${url}`, body, headers)
    return { status: statusCode, body: data, headers: sent, text }
  }
  return {
    cookie: caller.cookie,
    call,
    get: (url: string) => call('GET', url),
    post: (url: string, body: unknown = {}) => call('POST', url, body),
    put: (url: string, body: unknown) => call('PUT', url, body),
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

export type Business = Awaited<ReturnType<typeof openBusiness>>
export type Member = Awaited<ReturnType<Business['person']>>
