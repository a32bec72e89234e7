import { Alert, Button, Chip, List, ListItem, ListItemText, Skeleton } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { problemOf, useCore, useTell } from '../parts/use-core.ts'

interface Migrations {
  readonly plugin: string
  readonly version: string
  readonly migrations: readonly {
    readonly name: string
    readonly state: 'applied' | 'pending' | 'changed' | 'missing'
    readonly checksum: string
    readonly appliedAt: string | null
  }[]
}

const tones = { applied: 'success', pending: 'info', changed: 'error', missing: 'error' } as const

/** What the database has, what it still needs, and running that. */
export default function MigrationsPage() {
  const translate = useTranslate()
  const notify = useNotify()
  const say = useSay()
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const { data, error } = useCore<readonly Migrations[]>('/migrations')
  const pending = data?.flatMap(({ migrations }) => migrations.filter(({ state }) => state === 'pending')).length ?? 0
  const { mutate, isPending } = useTell<{ ran: readonly unknown[] }>({
    onDone({ ran }) {
      setAsking(false)
      setRefusal(undefined)
      notify('pages.migrations.ran', { type: 'success', messageArgs: { smart_count: ran.length } })
    },
    onRefused({ message }) {
      setAsking(false)
      setRefusal(message)
      return true
    },
  })
  return (
    <PageFrame
      isNarrow
      title={translate('pages.migrations.title')}
      lead={
        data &&
        (pending > 0
          ? translate('pages.migrations.pending', { smart_count: pending })
          : translate('pages.migrations.none'))
      }
      actions={
        pending > 0 && (
          <Button variant="contained" onClick={() => setAsking(true)}>
            {translate('pages.migrations.run')}
          </Button>
        )
      }
    >
      {(refusal ?? error) && <Alert severity="error">{refusal ?? problemOf(error)?.message ?? error?.message}</Alert>}
      {!data && !error && <Skeleton variant="rectangular" height={240} />}
      {data?.map(({ plugin, version, migrations }) => (
        <Card
          key={plugin}
          isFlush
          title={
            plugin === 'core' ? translate('pages.migrations.core') : translate(`${plugin}:plugin.name`, { _: plugin })
          }
          actions={<Chip size="small" variant="outlined" label={version} />}
        >
          <List dense disablePadding>
            {migrations.map(({ name, state, checksum, appliedAt }) => (
              <ListItem key={name} sx={{ borderTop: 1, borderColor: 'divider', gap: 1, flexWrap: 'wrap' }}>
                <ListItemText
                  sx={{ flex: '1 1 240px', overflowWrap: 'anywhere' }}
                  primary={name}
                  secondary={[appliedAt && say('instant', appliedAt), checksum.slice(0, 12)]
                    .filter(Boolean)
                    .join(' · ')}
                />
                <Chip
                  size="small"
                  variant="outlined"
                  color={tones[state]}
                  label={translate(`pages.migrations.state.${state}`)}
                />
              </ListItem>
            ))}
          </List>
        </Card>
      ))}
      <Confirm
        isOpen={isAsking}
        title={translate('pages.migrations.run')}
        action={translate('pages.migrations.run')}
        isBusy={isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => mutate({ path: '/migrations/run', body: {} })}
      >
        {translate('pages.migrations.hint')}
      </Confirm>
    </PageFrame>
  )
}
