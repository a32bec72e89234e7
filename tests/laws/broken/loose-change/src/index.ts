import { can, definePlugin, defineResource, money, text } from '@guildhall/sdk'

const coins = defineResource('coins', {
  fields: { name: text(), price: money({ optional: true }) },
  rules: { admin: [can('manage')] },
})

/** Breaks law 8: its migration keeps money as a binary fraction. */
export default definePlugin({ name: 'loose-change', resources: [coins] })

/** Gone through by its migration, after its tables. */
export const damage = 'ALTER TABLE public.coins ALTER COLUMN price_amount TYPE double precision;'
