import simpleRest from 'ra-data-simple-rest'
import type { DataProvider, Identifier, RaRecord } from 'react-admin'
import type { Http } from './http.ts'
import { getList, type OwnSort } from './list-answers.ts'
import { gather, spread } from './own-fields.ts'
import { warnings } from './warnings.ts'

export interface GuildhallData extends DataProvider {
  /** An action on one record; gives the record as it is afterwards. */
  act<T extends RaRecord = RaRecord>(
    resource: string,
    id: Identifier,
    action: string,
    input?: object,
  ): Promise<{ data: T }>
  /** Any other route below `/api`; gives the body. */
  call<T>(path: string, options?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<T>
}

/** ra-data-simple-rest as it is, and beside it what Guildhall can do more. */
export function createDataProvider(asked: Http, ownSort: OwnSort = () => undefined): GuildhallData {
  const http: Http = async (path, options) => {
    const answer = await asked(path, options)
    for (const { message } of (answer.json?._warnings ?? []) as { message: string }[]) warnings.add(message)
    return answer
  }

  const rest = simpleRest('/api', http as Parameters<typeof simpleRest>[1])
  return {
    ...rest,
    getList: async (resource, params) => spreadAll(await getList(http, resource, params, ownSort)),
    getOne: async (resource, params) => spreadOne(await rest.getOne(resource, params)),
    getMany: async (resource, params) => spreadAll(await rest.getMany(resource, params)),
    getManyReference: async (resource, params) => spreadAll(await rest.getManyReference(resource, params)),
    create: async (resource, params) =>
      spreadOne(await rest.create(resource, { ...params, data: gather(params.data as Found) })) as never,
    update: async (resource, params) =>
      spreadOne(await rest.update(resource, { ...params, data: gather(params.data) as typeof params.data })),
    updateMany: (resource, params) => rest.updateMany(resource, { ...params, data: gather(params.data) }),
    async act(resource, id, action, input) {
      const path = `/api/${resource}/${encodeURIComponent(String(id))}/${action}`
      const { json } = await http(path, {
        method: 'POST',
        headers: { 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(input ?? {}),
      })
      return spreadOne({ data: json })
    },
    async call(path, { method = 'GET', body, headers = {} } = {}) {
      const { json } = await http(`/api${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return json
    },
  }
}

type Found = Readonly<Record<string, unknown>>

const spreadOne = <A extends { data: Found }>(answer: A): A => ({ ...answer, data: spread(answer.data) })
const spreadAll = <A extends { data: readonly Found[] }>(answer: A): A => ({ ...answer, data: answer.data.map(spread) })
