import { defineEvent, Type } from '@guildhall/sdk'

const plugin = Type.Object({ plugin: Type.String() })

export const pluginEnabled = defineEvent('core.plugin.enabled', plugin)
export const pluginDisabled = defineEvent('core.plugin.disabled', plugin)
/** Its settings were changed. */
export const pluginConfigured = defineEvent('core.plugin.configured', plugin)
