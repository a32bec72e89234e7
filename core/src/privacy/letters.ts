import type { PluginSetup } from '@guildhall/sdk'
import { bind } from '../database/statement.ts'
import type { Mailer, MailRequest } from '../mail/mailer.ts'
import type { Operation } from '../records/engine.ts'
import { operationOf } from '../records/operation.ts'
import { erasureAccepted, erasureAsked, erasureRefused, personCopied } from './events.ts'
import { administrators, receiverOf, userById } from './receivers.ts'
import { type Request, selectRequest } from './requests.ts'

type Letter = Omit<MailRequest, 'template'>

/** To the person himself, by his login; null where he has none. */
export async function letterTo({ context, unit }: Operation, request: Request): Promise<Letter | null> {
  const { tenant } = context
  const [{ rows }] = await unit.run(bind(receiverOf, tenant.id, request.recordId))
  const [found] = rows
  if (!found) return null
  return letter(found, context.tenant, request)
}

function letter(
  { email, name, language, zone }: { email: string; name: string; language: string | null; zone: string | null },
  tenant: Operation['context']['tenant'],
  { runAt, dueAt, expiresAt, answer }: Request,
): Letter {
  const params = { name, tenant: tenant.name, runAt, dueAt, expiresAt, answer: answer ?? '', path: '/your-data' }
  return {
    to: { address: email, name },
    language: language ?? tenant.language,
    zone: zone ?? tenant.zone,
    tenant,
    params,
  }
}

/** Whoever asked hears what became of it; administrators hear that somebody asks. */
export function tellOfPrivacy({ on }: Pick<PluginSetup, 'on'>, mailer: () => Mailer): void {
  const find = async ({ context, unit }: Operation, id: string): Promise<Request | undefined> =>
    (await unit.run(bind(selectRequest, context.tenant.id, id)))[0].rows[0]

  on(personCopied, async ({ scope, event }) => {
    const operation = operationOf(scope)
    const request = await find(operation, event.payload.id)
    if (!request?.userId || request.state !== 'done') return
    const [{ rows }] = await operation.unit.run(bind(userById, request.userId))
    if (!rows[0]) return
    const { params, ...rest } = letter(rows[0], operation.context.tenant, request)
    const path = request.isOwn ? '/your-data' : '/privacy'
    await mailer().send({ ...rest, params: { ...params, path }, template: 'copyReady' })
  })
  on(erasureAccepted, async ({ scope, event }) => {
    const operation = operationOf(scope)
    const request = await find(operation, event.payload.id)
    const told = request?.state === 'waiting' && (await letterTo(operation, request))
    if (told) await mailer().send({ ...told, template: 'erasureAccepted' })
  })
  on(erasureRefused, async ({ scope, event }) => {
    const operation = operationOf(scope)
    const request = await find(operation, event.payload.id)
    const told = request && (await letterTo(operation, request))
    if (told) await mailer().send({ ...told, template: 'erasureRefused' })
  })
  on(erasureAsked, async ({ scope, event }) => {
    const operation = operationOf(scope)
    const { tenant } = operation.context
    const request = await find(operation, event.payload.id)
    if (request?.state !== 'asked') return
    const [{ rows }] = await operation.unit.run(bind(administrators, tenant.id))
    for (const receiver of rows) {
      const { params, ...rest } = letter(receiver, tenant, request)
      await mailer().send({ ...rest, params: { ...params, path: '/privacy' }, template: 'erasureAsked' })
    }
  })
}
