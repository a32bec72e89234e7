import type { Scope } from '@guildhall/sdk'

type Cards = Parameters<Parameters<Scope['sql']>[1]>[0]

/** Those with an address, compared as those people sign in with are. */
export const sameAddress = (cards: Cards, address: string, column: 'email' | 'address' = 'address') =>
  cards.whereRaw('guildhall.email_key(??) = guildhall.email_key(?)', [column, address])
