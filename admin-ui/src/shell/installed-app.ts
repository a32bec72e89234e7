import { useEffect } from 'react'
import { useLocale, useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'

/** Where the page for when there is no connection finds what to say. */
const key = 'guildhall.offline'

/** Makes the backoffice one that can be installed, and leaves behind what is said without a connection. */
export function useInstalledApp(): void {
  const { tenant, brand } = useManifest()
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
    if (!link || !brand) return
    link.crossOrigin = 'use-credentials'
    link.href = `/api/brands/${encodeURIComponent(tenant.slug)}/app.webmanifest`
  }, [tenant.slug, brand])
  const translate = useTranslate()
  const language = useLocale()
  useEffect(() => {
    const texts = {
      language,
      title: translate('shell.offline.title'),
      text: translate('shell.offline.page'),
      retry: translate('shell.offline.retry'),
    }
    localStorage.setItem(key, JSON.stringify(texts))
  }, [translate, language])
  useEffect(() => {
    // The server of development has nothing that may be kept.
    if (import.meta.env.PROD) void navigator.serviceWorker?.register('/service-worker.js').catch(() => {})
  }, [])
}
