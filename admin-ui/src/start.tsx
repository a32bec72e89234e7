import { CacheProvider } from '@emotion/react'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { styleCache } from './theme/style-cache.ts'

/** Draws one of the two programs. */
export function start(root: HTMLElement, program: ReactNode): void {
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={styleCache}>{program}</CacheProvider>
    </StrictMode>,
  )
}
