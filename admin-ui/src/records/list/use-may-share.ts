import { useManifest } from '../../server/manifest.ts'

/** Clients and observers keep what they save to themselves; the server says so, too. */
export function useMayShare(): boolean {
  const { archetypes, superadmin, me } = useManifest()
  return superadmin || me === null || archetypes.some((name) => name !== 'client' && name !== 'observer')
}
