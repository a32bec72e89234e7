import Restore from '@mui/icons-material/RestoreOutlined'
import { Box, Button, Typography } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'
import { useReopen } from '../../server/reopen.ts'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { useCore, useTell } from '../parts/use-core.ts'

interface Archive {
  readonly plugin: string
  readonly version: string
  readonly purgeAt: string
  readonly tables: readonly { readonly rows: number }[]
}

/** Plugins whose data waits, with the way back. */
export function Removed({ installed }: { readonly installed: ReadonlySet<string> }) {
  const translate = useTranslate()
  const say = useSay()
  const notify = useNotify()
  const reopen = useReopen()
  const { data } = useCore<readonly Archive[]>('/plugin-removals')
  const { mutate, isPending, variables } = useTell<Archive>({
    async onDone({ plugin }) {
      notify('pages.plugins.removed.back', { type: 'success', messageArgs: { name: plugin } })
      await reopen()
    },
  })
  if (!data?.length) return null
  return (
    <Box sx={{ mt: 3 }}>
      <Card title={translate('pages.plugins.removed.title')}>
        {data.map(({ plugin, version, purgeAt, tables }) => {
          const path = `/plugin-removals/${plugin}/restore`
          const rows = tables.reduce((sum, table) => sum + table.rows, 0)
          return (
            <Box key={plugin} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', py: 1 }}>
              <Box sx={{ flex: '1 1 220px' }}>
                <Typography sx={{ fontWeight: 600 }}>{`${plugin} ${version}`}</Typography>
                <Typography variant="body2" color="textSecondary">
                  {translate('pages.plugins.removed.until', { smart_count: rows, at: say('instant', purgeAt) })}
                </Typography>
                {!installed.has(plugin) && (
                  <Typography variant="body2">{translate('pages.plugins.removed.add_first')}</Typography>
                )}
              </Box>
              <Button
                startIcon={<Restore />}
                disabled={!installed.has(plugin)}
                loading={isPending && variables?.path === path}
                onClick={() => mutate({ path, body: {} })}
              >
                {translate('pages.plugins.removed.restore')}
              </Button>
            </Box>
          )
        })}
      </Card>
    </Box>
  )
}
