import { significantDigits } from './phone-digits.ts'

export interface Reachable {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phones: readonly string[]
}

export type Likeness = 'phone' | 'email'

export interface Similar {
  readonly id: string
  readonly name: string
  readonly by: readonly Likeness[]
}

/** Those who share a telephone number or an e-mail address. `search` finds candidates by a fragment of either. */
export async function similarTo(
  one: Pick<Reachable, 'phones' | 'email'> & { readonly id?: string },
  search: (fragment: string) => Promise<readonly Reachable[]>,
): Promise<Similar[]> {
  const fragments = [...one.phones.map(significantDigits), ...(one.email ? [one.email] : [])]
  const found = new Map<string, Similar>()
  for (const fragment of new Set(fragments))
    for (const other of await search(fragment)) {
      const by = likenesses(one, other)
      if (other.id !== one.id && by.length > 0) found.set(other.id, { id: other.id, name: other.name, by })
    }
  return [...found.values()]
}

function likenesses(one: Pick<Reachable, 'phones' | 'email'>, other: Reachable): Likeness[] {
  const numbers = new Set(one.phones.map(significantDigits))
  const sharesPhone = other.phones.some((number) => numbers.has(significantDigits(number)))
  const sharesEmail = one.email !== null && addressKey(one.email) === addressKey(other.email)
  return [...(sharesPhone ? (['phone'] as const) : []), ...(sharesEmail ? (['email'] as const) : [])]
}

const addressKey = (address: string | null) => address?.trim().normalize('NFKC').toLowerCase()
