import { List, ListItem, ListItemText } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { useCore } from '../parts/use-core.ts'
import type { Deletion } from './tenants.ts'

/** What stays of those that are gone. */
export function DeletedTenants() {
  const translate = useTranslate()
  const say = useSay()
  const { data = [] } = useCore<readonly Deletion[]>('/tenant-deletions')
  const gone = data.filter(({ purgedAt }) => purgedAt !== null)
  if (gone.length === 0) return null
  return (
    <Card isFlush title={translate('pages.tenant.gone.title')}>
      <List disablePadding>
        {gone.map(({ id, name, slug, askedBy, purgedAt, counts }) => (
          <ListItem key={id} divider>
            <ListItemText
              primary={`${name} · ${slug}`}
              secondary={translate('pages.tenant.gone.told', {
                at: say('instant', purgedAt ?? ''),
                by: askedBy,
                smart_count: Object.values(counts).reduce((sum, rows) => sum + rows, 0),
              })}
            />
          </ListItem>
        ))}
      </List>
    </Card>
  )
}
