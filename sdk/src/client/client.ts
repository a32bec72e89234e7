import type { InputOf } from '../actions.ts'
import type { CreateOf, Fields, RecordOf, UpdateOf } from '../fields/field.ts'
import type { ResourceToken } from '../token.ts'
import type { Where } from '../where.ts'
import { ApiError } from './api-error.ts'
import { type ListQuery, listQuery, type Page, pageOf } from './list.ts'

export interface ClientOptions {
  /** The installation's address, without `/api`. */
  readonly url: string
  /** The tenant's slug; where the person was last unless given. */
  readonly tenant?: string
  /** An API key, for programs: sent as `Authorization: Bearer`. */
  readonly key?: string
  /** Sent with every request: `cookie` outside a browser, `accept-language`. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** The records of one resource over HTTP. Every call throws {@link ApiError} where the server refuses. */
export interface ResourceClient<F extends Fields, Inputs> {
  list<const W extends Where = Where>(query?: ListQuery<F, W>): Promise<Page<RecordOf<F>>>
  /** All records that match, page by page, by key. */
  each<const W extends Where = Where>(query?: ListQuery<F, W>): AsyncGenerator<RecordOf<F>>
  get(id: string): Promise<RecordOf<F>>
  /** @param key makes the creation happen once, however often it is sent */
  create(values: CreateOf<F>, options?: { readonly key?: string }): Promise<RecordOf<F>>
  /** @param options.version the version that was seen; a newer one refuses with 409 */
  update(id: string, changes: UpdateOf<F>, options?: { readonly version?: number }): Promise<RecordOf<F>>
  remove(id: string): Promise<RecordOf<F>>
  act<A extends keyof Inputs & string>(
    id: string,
    action: A | 'archive' | 'restore',
    input?: InputOf<Inputs[A]>,
    options?: { readonly key?: string },
  ): Promise<RecordOf<F>>
}

export interface Client {
  /** Signs in and keeps the cookie; in a browser the browser keeps it. */
  signIn(credentials: { readonly email: string; readonly password: string }): Promise<void>
  records<Name extends string, F extends Fields, Inputs>(
    resource: ResourceToken<Name, F, Inputs>,
  ): ResourceClient<F, Inputs>
  /** Any other route below `/api`. */
  call<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>
}

/** A typed client of one installation, for browsers and servers alike. */
export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? fetch
  let cookie: string | undefined

  async function request(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const response = await send(new URL(`/api${path}`, options.url), {
      method,
      credentials: 'include',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(options.tenant && { 'x-tenant': options.tenant }),
        ...(options.key && { authorization: `Bearer ${options.key}` }),
        ...(cookie && { cookie }),
        ...options.headers,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new ApiError({ status: response.status, ...(await readProblem(response)) })
    return response
  }

  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<T> {
    const response = await request(method, path, body, headers)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  return {
    call,
    async signIn(credentials) {
      const { headers } = await request('POST', '/auth/login', credentials)
      cookie = headers.getSetCookie()[0]?.split(';')[0]
    },
    records: (({ name }: ResourceToken): ResourceClient<Fields, Record<string, Fields>> => {
      const list = async (query: object = {}): Promise<Page<RecordOf<Fields>>> => {
        const response = await request('GET', `/${name}?${listQuery(query)}`)
        return pageOf((await response.json()) as RecordOf<Fields>[], response.headers)
      }
      return {
        list,
        async *each(query: object = {}) {
          let cursor: string | undefined
          do {
            const page = await list({ limit: 500, ...query, ...(cursor && { cursor }) })
            yield* page.records
            cursor = page.next
          } while (cursor)
        },
        get: (id) => call('GET', `/${name}/${id}`),
        create: (values, { key } = {}) => call('POST', `/${name}`, values, idempotent(key)),
        update: (id, changes, { version } = {}) =>
          call('PATCH', `/${name}/${id}`, changes, version === undefined ? {} : { 'if-match': `"${version}"` }),
        remove: (id) => call('DELETE', `/${name}/${id}`),
        act: (id, action, input, { key } = {}) =>
          call('POST', `/${name}/${id}/${action}`, input ?? {}, idempotent(key)),
      }
      // What the fields are, only the caller's token knows.
    }) as unknown as Client['records'],
  }
}

const idempotent = (key: string | undefined): Record<string, string> => (key ? { 'idempotency-key': key } : {})

async function readProblem(response: Response): Promise<Partial<ApiError>> {
  return (await response.json().catch(() => ({}))) as Partial<ApiError>
}
