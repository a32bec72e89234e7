import type { RecordOf, Scope } from '@guildhall/sdk'
import { noEarlier, noVersion } from '../errors.ts'
import { files } from '../resources.ts'
import type { Wanted } from './policy.ts'

type StoredFile = RecordOf<(typeof files)['fields']>

/** So many stay; older ones are let go. */
export const mostVersions = 50

/**
 * What a file that replaces another was before, the newest first: only of what one may read can one bring a version, because whoever reads the
 * new one reads those. @throws 422
 */
export async function earlierOf(scope: Scope, { replaces }: Pick<Wanted, 'replaces'>): Promise<readonly string[]> {
  if (!replaces) return []
  const replaced = await scope.records(files).first({ where: { id: replaces } })
  if (!replaced) throw noVersion({}, [{ path: 'replaces', code: noVersion.code }])
  return [replaced.id, ...replaced.earlier].slice(0, mostVersions)
}

/** Makes what a file was before a version of its own again, as the newest; the ones between stay. @throws 404, 422 */
export async function bringBack(scope: Scope, { of, earlier }: { of: string; earlier: string }): Promise<StoredFile> {
  const current = await scope.records(files).get(of)
  if (!current.earlier.includes(earlier)) throw noEarlier({}, [{ path: 'version', code: noEarlier.code }])
  const { name, type, size, sha256, width, height } = await scope.records(files).get(earlier)
  return scope.asSystem('files.version_brought_back', async (system) => {
    const { content } = await system.records(files).get(earlier)
    return system.records(files).create({
      ...{ name, type, size, sha256, width, height, content },
      uploader: scope.me,
      broughtBack: true,
      earlier: [of, ...current.earlier].slice(0, mostVersions),
      unnamedAt: scope.clock.now(),
    } as never)
  })
}
