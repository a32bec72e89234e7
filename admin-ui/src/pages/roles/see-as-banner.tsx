import { Box } from '@mui/material'
import { useTranslate } from 'react-admin'
import { endLook } from '../../server/look.ts'
import { useManifest } from '../../server/manifest.ts'
import { Notice } from '../../shell/notices/notice.tsx'
import { useSay } from '../../words/use-words.ts'

/** As long as somebody looks in another's place, this says so and leads back. */
export function SeeAsBanner() {
  const { seeing, tenant } = useManifest()
  const translate = useTranslate()
  const say = useSay()
  if (!seeing) return null
  const leftOut = seeing.leftOut.map((name) => translate(`resources.${name}.name`, { smart_count: 2, _: name }))
  const sentences = [
    translate(`pages.see_as.${seeing.kind}`, { name: seeing.label }),
    translate(seeing.kind === 'role' ? 'pages.see_as.role_hint' : 'pages.see_as.hint'),
    ...(leftOut.length > 0 ? [translate('pages.see_as.left_out', { names: say('list', leftOut) })] : []),
  ]
  return (
    <Box sx={{ position: 'sticky', top: 'var(--gh-top)', zIndex: 'appBar' }}>
      <Notice
        tone="warning"
        text={sentences.join(' ')}
        action={{
          label: translate('pages.see_as.back'),
          onClick: () => endLook(tenant.slug, seeing.kind === 'role' ? `/roles/${seeing.id}` : '/people'),
        }}
      />
    </Box>
  )
}
