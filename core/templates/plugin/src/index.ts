import { definePlugin } from '@guildhall/sdk'
import { notes } from './notes.ts'
import { slots } from './slots.ts'

export default definePlugin({
  name: 'acme-sample',
  version: '0.1.0',
  resources: [notes],
  migrations: new URL('../migrations/', import.meta.url),
  locales: new URL('../locales/', import.meta.url),
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
})
