import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const walls = defineResource('walls', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 3: its migration takes the wall between tenants away. */
export default definePlugin({ name: 'low-wall', resources: [walls] })

/** Gone through by its migration, after its tables. */
export const damage =
  'ALTER TABLE public.walls NO FORCE ROW LEVEL SECURITY; CREATE INDEX walls_by_name ON public.walls (name);'
