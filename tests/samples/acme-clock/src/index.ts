import { definePlugin } from '@guildhall/sdk'
import { slots } from './slots.ts'

/** Somebody else's plugin, as it is written far from this house. */
export default definePlugin({
  name: 'acme-clock',
  version: '1.2.0',
  admin: { module: new URL('./admin/index.js', import.meta.url), slots },
})
