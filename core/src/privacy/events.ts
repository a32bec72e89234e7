import { defineEvent, Type } from '@guildhall/sdk'

/** Whose it is, by a card that stands for him; `id` is the request's. */
const about = Type.Object({ id: Type.String(), resource: Type.String(), record: Type.String() })

/** A copy of what is kept about a person is ready. */
export const personCopied = defineEvent('core.person.copied', about)
export const erasureAsked = defineEvent('core.person.erasure_asked', about)
/** The grace period has begun. */
export const erasureAccepted = defineEvent('core.person.erasure_accepted', about)
export const erasureRefused = defineEvent('core.person.erasure_refused', about)
export const erasureWithdrawn = defineEvent('core.person.erasure_withdrawn', about)
/** His records say nothing of him any more. */
export const personErased = defineEvent('core.person.erased', about)

export const privacyEvents = [
  personCopied,
  erasureAsked,
  erasureAccepted,
  erasureRefused,
  erasureWithdrawn,
  personErased,
]
