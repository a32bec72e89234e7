import type { TSchema } from '@guildhall/sdk'
import type { Translator } from '../../i18n/translator.ts'
import type { Installed } from '../../plugins/host.ts'
import type { DescribedRoute } from './collect.ts'
import type { collectComponents } from './components.ts'
import { header, parameter, refusal, refusals } from './shared.ts'

interface Surroundings {
  readonly components: ReturnType<typeof collectComponents>
  readonly installed: Installed
  readonly translate: Translator
  readonly translated: (text: string) => string
}

type ObjectSchema = { readonly properties?: Readonly<Record<string, TSchema>>; readonly required?: readonly string[] }

export function describeOperation(route: DescribedRoute, around: Surroundings): object {
  const { schema, access, acceptsKeys, method, path } = route
  const isPublic = access === 'public'
  const resource = resourceOf(route, around)
  return {
    ...(schema.tags && { tags: schema.tags }),
    operationId: schema.operationId ?? `${method}:${path}`,
    summary: summaryOf(route, around),
    ...(schema.description && { description: around.translated(schema.description) }),
    parameters: parametersOf(route, resource, around),
    ...(schema.body ? { requestBody: bodyOf(schema.body as TSchema, around) } : {}),
    responses: responsesOf(route, resource, around),
    ...(isPublic ? { security: [] } : acceptsKeys && { security: [{ session: [] }, { key: [] }] }),
    ...(typeof access === 'object' && { 'x-right': access }),
    ...(access === 'superadmin' && { 'x-right': access }),
  }
}

/** The resource whose own operation it is. */
function resourceOf({ access, path }: DescribedRoute, { installed }: Surroundings): string | undefined {
  if (typeof access !== 'object' || !installed.registry.models.has(access.resource)) return undefined
  return path === `/api/${access.resource}` || path.startsWith(`/api/${access.resource}/`) ? access.resource : undefined
}

/** `Projects: Archive` */
function summaryOf(route: DescribedRoute, around: Surroundings): string {
  const { schema, access, method, path } = route
  const { translate, translated } = around
  const resource = resourceOf(route, around)
  if (typeof access !== 'object' || !resource)
    return schema.summary ? translated(schema.summary) : `${method.toUpperCase()} ${path}`
  const noun = translate.noun(resource, { count: 2, capitalized: true })
  return `${noun}: ${schema.summary ? translated(schema.summary) : translate.action(resource, access.action)}`
}

function parametersOf(
  { schema, access, method, path }: DescribedRoute,
  resource: string | undefined,
  { components, translated }: Surroundings,
): object[] {
  const declared = schema.params as ObjectSchema | undefined
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: components.refer(declared?.properties?.[name] ?? { type: 'string' }),
  }))
  const query = schema.querystring as ObjectSchema | undefined
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    required: query?.required?.includes(name) ?? false,
    schema: components.refer(rest),
    ...(description && { description: translated(String(description)) }),
  }))
  const isRecord = resource !== undefined && path.includes('/:id')
  return [
    ...inPath,
    ...inQuery,
    ...(access === 'public' ? [] : [parameter('Tenant')]),
    parameter('AcceptLanguage'),
    ...(isRecord && method !== 'get' && method !== 'delete' ? [parameter('IfMatch')] : []),
    ...(isRecord && method === 'get' ? [parameter('IfNoneMatch')] : []),
    ...(resource !== undefined && method === 'post' ? [parameter('IdempotencyKey')] : []),
  ]
}

function bodyOf(schema: TSchema, { components }: Surroundings): object {
  const required = (schema as ObjectSchema).required ?? []
  return { required: required.length > 0, content: { 'application/json': { schema: components.refer(schema) } } }
}

function responsesOf(
  { schema, access, method, path }: DescribedRoute,
  resource: string | undefined,
  { components, translate }: Surroundings,
): object {
  const declared = (schema.response ?? {}) as Readonly<Record<string, unknown>>
  const given = Object.entries(declared).filter(([status]) => Number(status) < 400)
  const media = schema.produces ?? ['application/json']
  const successes = given.map(([status, answer]) => {
    const hasContent = Number(status) !== 204 && Number(status) !== 304
    const content = Object.fromEntries(media.map((type) => [type, { schema: components.refer(answer) }]))
    return [
      status,
      {
        description: translate(`core:openapi.statuses.${status}`),
        ...(hasContent && { content }),
        ...headersOf(resource, method, path, schema.response as object),
      },
    ]
  })
  if (successes.length === 0) successes.push(['200', { description: translate('core:openapi.statuses.200') }])
  const usual = [
    ...(access === 'public' ? [] : [401, 403]),
    404,
    422,
    429,
    500,
    503,
    ...(method === 'get' ? [] : [400, 409, 413, 415]),
  ]
  const stated = Object.keys(declared)
    .map(Number)
    .filter((status) => (refusals as readonly number[]).includes(status))
  const refused = [...new Set([...usual, ...stated])]
    .sort((a, b) => a - b)
    .map((status) => [String(status), refusal(status)])
  return Object.fromEntries([...successes, ...refused])
}

function headersOf(resource: string | undefined, method: string, path: string, response: object): object {
  if (resource === undefined) return {}
  const names: Record<string, string> = {}
  const isList = method === 'get' && path === `/api/${resource}`
  if (isList)
    Object.assign(names, {
      'Content-Range': 'ContentRange',
      'X-Total-Exact': 'TotalExact',
      'X-Next-Cursor': 'NextCursor',
    })
  if (path.endsWith('/history')) names['X-Next-Cursor'] = 'NextCursor'
  if (path === `/api/${resource}/:id` && method !== 'delete') names.ETag = 'ETag'
  if (method === 'post' && ('200' in response || '201' in response)) names['Idempotency-Replayed'] = 'Replayed'
  const headers = Object.fromEntries(Object.entries(names).map(([name, component]) => [name, header(component)]))
  return Object.keys(headers).length > 0 ? { headers } : {}
}
