import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface Claims {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

/** A real provider of OpenID Connect on this machine; whoever is asked for signs in there without a word. */
export interface IdentityProvider {
  readonly issuer: string
  /** Goes there as a browser would, and says to which address it is sent back. */
  visit(address: string, account: string): Promise<URL>
  close(): Promise<void>
}

export const clientId = 'guildhall'
export const clientSecret = 'a secret between the two of us'

export async function startProvider(
  accounts: Readonly<Record<string, Claims>>,
  redirectUris: readonly string[],
): Promise<IdentityProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirectUris] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const { prompt, params } = await provider.interactionDetails(request, response)
    const accountId = String(request.headers['x-account'])
    if (accountId === 'nobody') return provider.interactionFinished(request, response, { error: 'access_denied' })
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId } })
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  })

  return {
    issuer,
    async visit(address, account) {
      const cookies = new Map<string, string>()
      let next = address
      for (let hops = 0; hops < 10; hops += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(next, { redirect: 'manual', headers: { cookie, 'x-account': account } })
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          cookies.set(name, value)
        }
        const location = response.headers.get('location')
        if (!location) throw new Error(`the provider stays at ${next}: ${response.status} ${await response.text()}`)
        const url = new URL(location, issuer)
        if (url.origin !== issuer) return url
        next = url.href
      }
      throw new Error('the provider goes round in circles')
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
