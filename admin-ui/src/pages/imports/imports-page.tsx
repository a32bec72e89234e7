import { Chip, List, ListItemButton, ListItemText } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link, useNavigate, useSearchParams } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import { FileDrop } from './file-drop.tsx'
import { type Import, isWorking } from './imports.ts'
import { sendFile } from './send-file.ts'
import { useCounts } from './use-counts.ts'

const newest = encodeURIComponent('[0,49]')

/** A file to begin with, and what was brought in before. */
export default function ImportsPage() {
  const translate = useTranslate()
  const navigate = useNavigate()
  const { tenant, resource: described } = useManifest()
  const say = useSay()
  const told = useCounts()
  const [asked] = useSearchParams()
  const resource = asked.get('resource') ?? ''
  const { data } = useCore<readonly Import[]>(`/imports?range=${newest}`, { every: 5_000 })
  return (
    <PageFrame isNarrow title={translate('pages.imports.title')} lead={translate('pages.imports.lead')}>
      <FileDrop
        label={translate('pages.imports.choose')}
        hint={translate('pages.imports.choose_hint')}
        onFile={async (file) => {
          const made = await sendFile<Import>(tenant.slug, '/imports', file, described(resource) ? { resource } : {})
          navigate(`/imports/${made.id}`)
        }}
      />
      <Card isFlush title={translate('pages.imports.past')}>
        {data?.length === 0 && <Empty text={translate('pages.imports.none')} />}
        <List disablePadding>
          {data?.map((each) => (
            <ListItemButton
              key={each.id}
              component={Link}
              to={`/imports/${each.id}`}
              divider
              sx={{ gap: 1, flexWrap: 'wrap' }}
            >
              <ListItemText
                sx={{ flex: '1 1 220px', overflowWrap: 'anywhere' }}
                primary={each.sheets.map(({ name }) => name).join(', ')}
                secondary={[say('instant', each.createdAt), each.actor, told(each.counts)].filter(Boolean).join(' · ')}
              />
              <Chip
                size="small"
                variant="outlined"
                color={
                  each.state === 'done'
                    ? 'success'
                    : each.state === 'failed'
                      ? 'error'
                      : isWorking(each)
                        ? 'info'
                        : 'default'
                }
                label={translate(`pages.imports.state.${each.state}`)}
              />
            </ListItemButton>
          ))}
        </List>
      </Card>
    </PageFrame>
  )
}
