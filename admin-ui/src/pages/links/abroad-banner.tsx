import { Box } from '@mui/material'
import { useTranslate } from 'react-admin'
import { comeHome } from '../../server/abroad.ts'
import { useManifest } from '../../server/manifest.ts'
import { Notice } from '../../shell/notices/notice.tsx'

/** As long as another installation is looked into, this says whose data these are and leads back. */
export function AbroadBanner() {
  const { link, tenant } = useManifest()
  const translate = useTranslate()
  if (!link) return null
  const { name, tenant: there, url } = link
  const host = new URL(url).host
  return (
    <Box sx={{ position: 'sticky', top: 'var(--gh-top)', zIndex: 'appBar' }}>
      <Notice
        tone="warning"
        text={translate('pages.links.banner', { name: name === there ? name : `${name} (${there})`, host })}
        action={{ label: translate('pages.links.leave'), onClick: () => comeHome(tenant.slug) }}
      />
    </Box>
  )
}
