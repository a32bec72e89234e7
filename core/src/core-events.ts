import { actingBegun } from './acting/events.ts'
import { keyCreated, keyRevoked } from './keys/events.ts'
import { pluginConfigured, pluginDisabled, pluginEnabled } from './plugins/plugin-events.ts'
import { privacyEvents } from './privacy/events.ts'
import { registrationDecided, registrationVerified } from './registration/people/events.ts'
import { wordsChanged } from './vocabulary/events.ts'

/** What the core tells besides the changes of its records. */
export const coreEvents = [
  pluginEnabled,
  pluginDisabled,
  pluginConfigured,
  wordsChanged,
  keyCreated,
  keyRevoked,
  actingBegun,
  registrationVerified,
  registrationDecided,
  ...privacyEvents,
]
