import { CacheProvider } from '@emotion/react'
import { lazy, Suspense } from 'react'
import { styleCache } from './theme/style-cache.ts'

const Office = lazy(() => import('./office.tsx'))
const Door = lazy(() => import('./door/door.tsx'))

/** Two programs behind one address: the door (signing in, invitations) and, for who is in, the office of one tenant. */
export function Start() {
  const slug = /^\/at\/([^/]+)/.exec(location.pathname)?.[1]
  return (
    <CacheProvider value={styleCache}>
      <Suspense fallback={null}>{slug ? <Office slug={decodeURIComponent(slug)} /> : <Door />}</Suspense>
    </CacheProvider>
  )
}
