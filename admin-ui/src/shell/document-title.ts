import { useEffect } from 'react'
import { useManifest } from '../server/manifest.ts'

export const titleId = 'react-admin-title'

/** The window is called by the heading of the screen, so that tabs and the history can be told apart. */
export function useDocumentTitle(): void {
  const { tenant } = useManifest()
  useEffect(() => {
    const heading = document.getElementById(titleId)
    if (!heading) return
    const name = () => {
      document.title = [heading.textContent?.trim(), tenant.name].filter(Boolean).join(' · ')
    }
    const observer = new MutationObserver(name)
    observer.observe(heading, { childList: true, characterData: true, subtree: true })
    name()
    return () => observer.disconnect()
  }, [tenant])
}
