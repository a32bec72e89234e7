/** What a plugin's own screens may use of the backoffice. */
export type { CellProps, FieldProps, InputProps } from '../fields/kind.ts'
export { kindOf } from '../fields/kinds.ts'
export type { GuildhallData } from '../server/data-provider.ts'
export { fieldOf, useManifest } from '../server/manifest.ts'
export { Empty } from '../shell/empty.tsx'
export { useNoun } from '../words/nouns.ts'
export { useSay } from '../words/use-words.ts'
export { type AdminModule, defineAdmin, type FieldWidget, type FillOf, type RecordSlotProps } from './module.ts'
