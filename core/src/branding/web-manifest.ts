import { legibleColor } from '@guildhall/sdk/formats'
import type { Tenant } from '../tenancy/tenants.ts'
import type { Branding, Logo } from './branding.ts'

const ownIcons = [
  { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
]

/** What a telephone shows when the backoffice is installed there (W3C Web Application Manifest). */
export function webManifest({ slug, name }: Tenant, branding: Branding, logo: Logo | null): object {
  const start = `/at/${encodeURIComponent(slug)}`
  const picture = logo && {
    src: `/api/brands/${encodeURIComponent(slug)}/logo?v=${logo.hash}`,
    sizes: 'any',
    type: logo.type,
  }
  return {
    name: branding.name ?? name,
    short_name: branding.name ?? name,
    id: start,
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#f6f7f9',
    theme_color: branding.color ? legibleColor(branding.color, 'light') : '#2f4b7c',
    icons: picture ? [picture, ...ownIcons] : ownIcons,
  }
}
