import simpleRest from 'ra-data-simple-rest'
import type { GetListParams, GetListResult, RaRecord } from 'react-admin'
import type { Http } from './http.ts'

/** What may be asked of a list besides a page of it. */
export interface ListQuestions {
  /** With each record the actions and fields open to the reader now, as `_can`. */
  readonly can?: boolean
  /** Goes on after the page that gave it. */
  readonly cursor?: string
}

/** What a list tells besides its records. */
export interface ListTold {
  /** False where there are more records than were counted. */
  readonly isExact: boolean
  /** Leads to the next page; null on the last one. */
  readonly cursor: string | null
}

export type OwnSort = (resource: string) => readonly [field: string, order: string] | undefined

/**
 * A page of a list as ra-data-simple-rest asks for it, with Guildhall's questions beside it and its answers kept. A resource's own
 * order is left to the server: it knows what to do where the reader may not see the field it goes by.
 */
export async function getList<T extends RaRecord>(
  http: Http,
  resource: string,
  params: GetListParams,
  ownSort: OwnSort,
): Promise<GetListResult<T>> {
  let told: Headers | undefined
  const rest = simpleRest('/api', (async (address: string, options: RequestInit) => {
    const answer = await http(asking(address, resource, params, ownSort), options)
    told = answer.headers
    return answer
  }) as Parameters<typeof simpleRest>[1])
  const { data, total } = await rest.getList<T>(resource, params)
  const cursor = told?.get('x-next-cursor') ?? null
  const meta: ListTold = { isExact: told?.get('x-total-exact') !== 'false', cursor }
  return Number.isNaN(total)
    ? { data, pageInfo: { hasNextPage: cursor !== null, hasPreviousPage: true }, meta }
    : { data, total: total as number, meta }
}

function asking(address: string, resource: string, { sort, meta }: GetListParams, ownSort: OwnSort): string {
  const [path = '', query] = address.split('?')
  const asked = new URLSearchParams(query)
  const { can, cursor } = (meta ?? {}) as ListQuestions
  const own = ownSort(resource)
  if (sort && own && sort.field === own[0] && sort.order === own[1]) asked.delete('sort')
  if (can) asked.set('with', 'can')
  if (cursor) asked.set('cursor', cursor)
  return `${path}?${asked}`
}
