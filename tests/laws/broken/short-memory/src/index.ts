import { can, definePlugin, defineResource, text } from '@guildhall/sdk'

const memories = defineResource('memories', { fields: { name: text() }, rules: { admin: [can('manage')] } })

/** Breaks law 9: a table beside its records, whose past nobody keeps. */
export default definePlugin({ name: 'short-memory', resources: [memories] })

/** Gone through by its migration, after its tables. */
export const damage = 'CREATE TABLE public.scribbles (id uuid PRIMARY KEY, note text);'
