import { can, defineResource, instant, integer, text } from '@guildhall/sdk'

/** So many rows of the history one seal holds at most. */
export const rowsOfSeal = 500

/** A piece of the chain: rows of the history in the order of their sealing. Only code writes it, and what it holds is for code alone. */
export const seals = defineResource('audit-seals', {
  fields: {
    number: integer({ minimum: 1 }),
    count: integer({ minimum: 1 }),
    /** A line for each row, its id and its link. */
    links: text({ multiline: true, maxLength: 100_000 }),
    /** The last link. */
    hash: text(),
    /** The HMAC over all of it and the seal before. */
    proof: text(),
    /** The highest id of a row that is in this seal or one before. */
    reach: text({ maxLength: 36 }),
    sealedAt: instant(),
    /** When what it holds was dropped because it was old enough, and the HMAC that says it was done here. */
    droppedAt: instant({ optional: true }),
    dropped: text({ optional: true }),
  },
  unique: [['number']],
  rules: { admin: [can('read', ['number', 'count', 'hash', 'sealedAt', 'droppedAt'])] },
  sort: ['number', 'DESC'],
  archivable: false,
  history: false,
  customFields: false,
  title: 'hash',
  views: { list: ['number', 'count', 'sealedAt', 'droppedAt', 'hash'], menu: 'hidden' },
})
