import { Box } from '@mui/material'
import { useEffect } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { Notice } from '../../shell/notices/notice.tsx'
import { useSay } from '../../words/use-words.ts'
import { useTell } from '../parts/use-core.ts'

/** As long as somebody acts for a person, this says for whom, why and how long yet, and ends it. */
export function ActingBanner() {
  const { acting, tenant } = useManifest()
  const translate = useTranslate()
  const say = useSay()
  const leave = () => location.assign(`/at/${encodeURIComponent(tenant.slug)}`)
  const { mutate } = useTell({
    onDone: leave,
    onRefused: () => {
      leave()
      return true
    },
  })
  const until = acting?.until
  useEffect(() => {
    if (!until) return
    const timer = setTimeout(() => location.reload(), Math.max(0, Date.parse(until) - Date.now()) + 500)
    return () => clearTimeout(timer)
  }, [until])
  if (!acting) return null
  const { reason } = acting
  return (
    <Box sx={{ position: 'sticky', top: 'var(--gh-top)', zIndex: 'appBar' }}>
      <Notice
        tone="warning"
        text={translate('pages.acting.banner', {
          name: acting.for,
          by: acting.by,
          until: say('instant', acting.until),
          reason,
        })}
        action={{
          label: translate('pages.acting.stop'),
          onClick: () => mutate({ path: '/access/acting', method: 'DELETE' }),
        }}
      />
    </Box>
  )
}
