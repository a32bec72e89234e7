import { boolean, date, enumeration, resourceToken, text } from '@guildhall/sdk'

/** A day on which nobody works, or half of one: for all, or for those of a country and region. */
export const holidays = resourceToken('holidays', {
  on: date({ indexed: true }),
  name: text({ searchable: true }),
  part: enumeration(['whole', 'morning', 'afternoon'], { default: 'whole' }),
  /** ISO 3166-1, `RO`; empty for everybody. */
  country: text({ optional: true, pattern: '^[A-Z]{2}$', maxLength: 2 }),
  /** Of the country, ISO 3166-2 without it: `BY` of `DE-BY`. */
  region: text({ optional: true, pattern: '^[A-Z0-9]{1,3}$', maxLength: 3 }),
  /** It stands for one that fell on a day off. */
  isSubstitute: boolean(),
  source: enumeration(['own', 'imported'], { computed: true, default: 'own' }),
  /** Of one that was imported, which it was: it is imported once, also after it was moved. */
  origin: text({ computed: true, optional: true, unique: true }),
})
