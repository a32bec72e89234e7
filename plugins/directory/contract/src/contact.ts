import { email, instant, phone, Type, text } from '@guildhall/sdk'

const phoneNumbers = Type.Array(Type.Unsafe<string>(phone().schema), {
  maxItems: 10,
  uniqueItems: true,
})

/** How a person or company is reached; the same for both. */
export const phones = phoneNumbers

/** BCP 47, as far as the platform's languages go: `ro`, `en-GB`. */
export const languageTag = '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$'

/** Where mail on paper goes. The country is ISO 3166-1 alpha-2. */
export const postal = {
  address: text({
    optional: true,
    multiline: true,
    maxLength: 500,
    personal: true,
  }),
  city: text({ optional: true, indexed: true, personal: true }),
  postalCode: text({ optional: true, maxLength: 20, personal: true }),
  country: text({ optional: true, pattern: '^[A-Z]{2}$', maxLength: 2 }),
} as const

export const mailbox = email({
  optional: true,
  searchable: true,
  personal: true,
})

/** The last thing that happened with them; a new one counts from its creation. */
export const lastActivity = instant({
  computed: true,
  indexed: true,
  default: '$now',
})

/** All phone numbers without punctuation, so that a search for digits finds them however they were written. */
export const digits = text({
  optional: true,
  computed: true,
  searchable: true,
  personal: true,
  maxLength: 400,
})
