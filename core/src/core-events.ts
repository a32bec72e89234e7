import { pluginConfigured, pluginDisabled, pluginEnabled } from './plugins/plugin-events.ts'
import { wordsChanged } from './vocabulary/events.ts'

/** What the core tells besides the changes of its records. */
export const coreEvents = [pluginEnabled, pluginDisabled, pluginConfigured, wordsChanged]
