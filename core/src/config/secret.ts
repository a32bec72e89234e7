import { prepareFolder, rememberedSecret } from '../database/embedded-folder.ts'
import type { Environment } from './environment.ts'

/** The one that is set, else one made at the first start and kept in the data folder. */
export function secretOf({ GUILDHALL_SECRET, GUILDHALL_DATA }: Environment): string {
  return GUILDHALL_SECRET ?? rememberedSecret(prepareFolder(GUILDHALL_DATA), 'secret')
}
