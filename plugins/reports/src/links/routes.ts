import { createHash, randomBytes } from 'node:crypto'
import { defineError, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import type { Form } from '../output/file.ts'
import { askForOutput } from '../outputs/make.ts'
import { reportOutputs } from '../outputs/outputs.ts'
import { keptFileOf } from '../outputs/routes.ts'
import { requireNarrowing } from '../query/narrow.ts'
import { token as resource } from '../query/place.ts'
import { reports } from '../reports/reports.ts'
import { periodFields, periodOf } from '../routes/schemas.ts'
import { reportLinks } from './links.ts'
import { pageOf } from './page.ts'

/** Never made, over, or ended: which of them, nobody is told. */
const noLink = defineError('reports.link_unknown', 404)
const tooLong = defineError<{ most: number }>('reports.link_too_long', 422)

const wanted = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    /** How long it is good for: no longer than what was made is kept. */
    days: Type.Integer({ minimum: 1, maximum: 365 }),
    format: Type.String({ pattern: '^(pdf|xlsx|csv)$' }),
    about: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*/[0-9a-f-]{36}$' })),
    ...periodFields,
  },
  { additionalProperties: false },
)

/** Makes a link. Its address is in this answer and nowhere else. */
export const makeLinkRoute: RouteDefinition = {
  method: 'POST',
  path: '/:report/links',
  access: { action: 'revoke', resource: reportLinks.name },
  keys: 'refused',
  summary: 'reports:openapi.makeLink',
  body: wanted,
  response: Type.Object({ id: Type.String(), path: Type.String(), expiresAt: Type.String() }),
  async run({ scope, params, body }) {
    const { id: report, name: title, definition } = await scope.records(reports).get(params.report ?? '')
    const { name, days, format, about = null } = body as Static<typeof wanted>
    const most = scope.setting<number>('reports', 'keepDays')
    if (days > most) throw tooLong({ most }, [{ path: 'days', code: tooLong.code }])
    if (about !== null) await requireNarrowing(scope, { definition, about }, 'about')
    const made = { name: title, definition, format: format as Form, period: periodOf(body), about, isTold: false }
    const output = await askForOutput(scope, made)
    const token = randomBytes(32).toString('base64url')
    const expiresAt = new Date(Date.parse(scope.clock.now()) + days * 86_400_000).toISOString()
    const values = { name, report, about, format, output, tokenHash: hashOf(token), owner: scope.me, expiresAt }
    const { id } = await scope.asSystem('A link to a report', (system) =>
      system.records(resource(reportLinks.name)).create(values as never),
    )
    return { id, path: `/api/reports/shared/${scope.tenant.slug}/${token}`, expiresAt }
  },
}

const params = { method: 'GET', access: 'public' } as const

/** What somebody with the address sees: which report, of whom, until when. */
export const sharedPageRoute: RouteDefinition = {
  ...params,
  path: '/shared/:tenant/:token',
  gives: 'page',
  summary: 'reports:openapi.shared',
  async run({ scope, params: { token = '' } }) {
    const { link, output } = await followed(scope, token)
    return pageOf(scope, { link, output, address: `${token}/file` })
  },
}

/** The file behind it. */
export const sharedFileRoute: RouteDefinition = {
  ...params,
  path: '/shared/:tenant/:token/file',
  summary: 'reports:openapi.sharedFile',
  async run({ scope, params: { token = '' } }) {
    const { link, output } = await followed(scope, token)
    const answer = await keptFileOf(scope, output.file)
    await scope.records(reportLinks).act(link.id, 'use')
    return answer
  },
}

async function followed(scope: Scope, token: string) {
  const link = await scope.records(reportLinks).first({ where: { tokenHash: hashOf(token), status: 'active' } })
  if (!link || link.expiresAt <= scope.clock.now()) throw noLink()
  const output = await scope.records(reportOutputs).find(link.output)
  if (!output) throw noLink()
  return { link, output }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
