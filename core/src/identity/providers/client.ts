import { LRUCache } from 'lru-cache'
import type { Configuration } from 'openid-client'
import { providerRefused, providerUnreachable, signInDeclined } from './errors.ts'
import { guardedFetch, mayAsk } from './issuer.ts'
import type { Provider } from './provider.ts'

/** What a provider says of somebody, after all of it was checked. */
export interface Vouched {
  readonly subject: string
  readonly email: string | null
  readonly isVerified: boolean
  readonly name: string | null
}

/** What is to be remembered between going there and coming back. */
export interface Secrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface OpenidClient {
  /** Where to send the browser, and what to remember until it is back. @throws 502 */
  begin(provider: Provider, secret: string | null, redirectUri: string): Promise<{ address: string; secrets: Secrets }>
  /** The authorization code flow (RFC 6749, PKCE by RFC 7636) from its code to the claims. @throws 401, 403, 502 */
  finish(provider: Provider, secret: string | null, returned: URL, secrets: Secrets): Promise<Vouched>
  /** What it says of itself, asked anew. @throws 502 */
  discover(provider: Pick<Provider, 'issuer' | 'clientId'>, secret: string | null): Promise<Configuration>
}

const hour = 3_600_000

/** Loaded with the first sign-in of this kind: many an installation never has one. */
const library = () => import('openid-client')

export function openidClient(isDevelopment: boolean): OpenidClient {
  // A change of the provider is another version of it; its own keys are asked for again by the library where they do not fit.
  const known = new LRUCache<string, Configuration>({ max: 100, ttl: hour })

  const discover: OpenidClient['discover'] = async ({ issuer, clientId }, secret) => {
    if (!mayAsk(issuer, isDevelopment)) throw providerUnreachable()
    const oidc = await library()
    const { None, ClientSecretBasic, ClientSecretPost, customFetch, allowInsecureRequests } = oidc
    const authenticate = secret
      ? (...[server, client, body, headers]: Parameters<ReturnType<typeof ClientSecretPost>>) => {
          const isPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
          return (isPost ? ClientSecretPost : ClientSecretBasic)(secret)(server, client, body, headers)
        }
      : None()
    return oidc
      .discovery(new URL(issuer), clientId, undefined, authenticate, {
        timeout: 10,
        [customFetch]: guardedFetch(isDevelopment),
        // Which addresses are asked is for the guarded fetch to say.
        execute: isDevelopment ? [allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        throw Object.assign(providerUnreachable(), { cause: error })
      })
  }

  async function configurationOf(provider: Provider, secret: string | null): Promise<Configuration> {
    const key = `${provider.id} ${provider.version}`
    const configuration = known.get(key) ?? (await discover(provider, secret))
    known.set(key, configuration)
    return configuration
  }

  return {
    discover,
    async begin(provider, secret, redirectUri) {
      const oidc = await library()
      const configuration = await configurationOf(provider, secret)
      const secrets = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const address = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, secrets }
    },
    async finish(provider, secret, returned, { state, nonce, verifier }) {
      const oidc = await library()
      const configuration = await configurationOf(provider, secret)
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw providerRefused()
        // Many providers tell the address only here.
        const isMore = claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
        const more = isMore ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {}
        const { email, email_verified: isVerified, name } = { ...more, ...claims } as Record<string, unknown>
        return {
          subject: claims.sub,
          email: typeof email === 'string' && email.length <= 254 && email.includes('@') ? email : null,
          isVerified: isVerified === true,
          name: typeof name === 'string' ? name.trim().slice(0, 200) || null : null,
        }
      } catch (error) {
        if (error instanceof oidc.AuthorizationResponseError) throw signInDeclined()
        const isSaid = error instanceof oidc.ResponseBodyError || error instanceof oidc.ClientError
        throw Object.assign(isSaid ? providerRefused() : providerUnreachable(), { cause: error })
      }
    },
  }
}
