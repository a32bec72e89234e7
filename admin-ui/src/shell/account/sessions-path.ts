import { pages } from '../../pages/index.ts'
import type { Known } from '../../server/manifest.ts'

/** Where one sees one's own sessions, if there is a page for it. */
export const sessionsPath = (manifest: Known): string | undefined =>
  pages(manifest).find(({ path }) => path.endsWith('sessions'))?.path
