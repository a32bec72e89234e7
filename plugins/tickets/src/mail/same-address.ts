import type { Knex } from 'knex'

/** Those with an address, compared as those people sign in with are. */
export const sameAddress = (cards: Knex.QueryBuilder, address: string, column: 'email' | 'address' = 'address') =>
  cards.whereRaw('guildhall.email_key(??) = guildhall.email_key(?)', [column, address])
