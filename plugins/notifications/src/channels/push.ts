import { type Message, offerChannel } from '@guildhall/contract-notifications'
import { DomainError, type RecordOf, type Scope, type Work } from '@guildhall/sdk'
import { devices } from '../push/devices.ts'
import { pushKeys } from '../push/keys.ts'

type Device = RecordOf<typeof devices.fields>

/** Browsers on phones and desks (RFC 8030), each message encrypted for its own (RFC 8291). */
export const pushChannel = offerChannel({
  name: 'push',
  label: 'notifications:channels.push',
  ready: async () => true,
  async reach({ scope, person }) {
    const own = await devicesOf(scope, person)
    return own.length > 0 ? own.map(({ label }) => label).join(', ') : null
  },
  async send({ work, person, message }) {
    const { own, keys } = await work.within(async (scope) => ({
      own: await devicesOf(scope, person),
      keys: pushKeys(scope),
    }))
    const statuses: number[] = []
    let failure: unknown
    for (const device of own) {
      try {
        const status = await push(work, device, keys, message)
        statuses.push(status)
        // The browser has taken back what it had agreed to.
        if (status === 404 || status === 410) await work.within((scope) => forget(scope, device))
        else if (status >= 500 || status === 429) failure = new Error(String(status))
      } catch (error) {
        failure = error
      }
    }
    const isSent = statuses.some((status) => status >= 200 && status < 300)
    // One that got it is not to get it again because of another.
    if (!isSent && failure) throw failure
    return { outcome: isSent ? 'sent' : 'refused', answer: statuses.join(', ') }
  },
})

export const devicesOf = (scope: Scope, person: string) =>
  scope.asSystem('notifications.devices', (system) => system.records(devices).list({ where: { person } }))

const forget = async (scope: Scope, { id }: Device) => void (await scope.records(devices).remove(id))

const day = 24 * 3600

async function push(
  { outbound, publicUrl, tenant }: Work,
  { endpoint, p256dh, auth }: Device,
  keys: ReturnType<typeof pushKeys>,
  { id, title, paragraphs, path, urgent, language }: Message,
): Promise<number> {
  const said = { id, title, body: paragraphs.slice(1).join('\n').slice(0, 400), path, language, tenant: tenant.slug }
  const { default: webPush } = await import('web-push')
  const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(said), {
    vapidDetails: { subject: subjectOf(publicUrl), ...keys },
    ...{ TTL: 3 * day, urgency: urgent ? 'high' : 'normal', contentEncoding: 'aes128gcm' },
  })
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  try {
    const { status, body } = await outbound.ask(outbound.fit(endpoint), {
      ...{ method: request.method, headers },
      ...(request.body && { body: request.body }),
    })
    body.resume()
    return status
  } catch (error) {
    // An address that may not be asked will not become one that may.
    if (error instanceof DomainError && error.status === 422) return 410
    throw error
  }
}

/** Push services want somebody to turn to; a subject is an https address or a mail address. */
const subjectOf = (publicUrl: string) => (publicUrl.startsWith('https:') ? publicUrl : 'mailto:postmaster@localhost')
