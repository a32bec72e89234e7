import { prepareFolder, rememberedSecret } from '../database/embedded-folder.ts'
import { withFolderLock } from '../database/folder-lock.ts'
import type { Environment } from './environment.ts'

/** The one that is set, else one made at the first start and kept in the data folder, the same for all that start there at once. */
export async function secretOf({ GUILDHALL_SECRET, GUILDHALL_DATA }: Environment): Promise<string> {
  if (GUILDHALL_SECRET) return GUILDHALL_SECRET
  const folder = prepareFolder(GUILDHALL_DATA)
  return withFolderLock(folder, async () => rememberedSecret(folder, 'secret'))
}
