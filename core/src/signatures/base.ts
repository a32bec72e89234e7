import { type InnerList, type Parameters, serializeInnerList } from 'structured-headers'

/** What is signed of a request: which one it is and for whom. */
export interface Signable {
  readonly method: string
  /** Host and port in lower case, without the port that the scheme has anyway. */
  readonly authority: string
  /** As it goes over the wire: `/api/tasks?range=[0,9]`. */
  readonly target: string
}

/** Each is covered by every signature; no other part of a request is. */
export const components = ['@method', '@authority', '@path', '@query'] as const
export type Component = (typeof components)[number]

export const isComponent = (name: unknown): name is Component => components.some((each) => each === name)

/** The text that is signed (RFC 9421, section 2.5), in the order in which the signature names the components. */
export function signatureBase(request: Signable, covered: readonly Component[], input: InnerList): string {
  const values = valuesOf(request)
  const lines = covered.map((name) => `"${name}": ${values[name]}`)
  return [...lines, `"@signature-params": ${serializeInnerList(input)}`].join('\n')
}

export function inputOf(parameters: Parameters): InnerList {
  return [components.map((name) => [name, new Map()]), parameters]
}

/** Nothing is made alike here: what a router would take for another address is another address. An absent query is a lone `?` (section 2.2.7). */
function valuesOf({ method, authority, target }: Signable): Record<Component, string> {
  const at = target.indexOf('?')
  return {
    '@method': method,
    '@authority': authority,
    '@path': at < 0 ? target : target.slice(0, at),
    '@query': at < 0 ? '?' : target.slice(at),
  }
}
