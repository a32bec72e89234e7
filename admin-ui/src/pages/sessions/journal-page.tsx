import {
  Box,
  Chip,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import { browserOf } from './browser.ts'
import { ByWhom } from './by-whom.tsx'

interface Entry {
  readonly id: number
  readonly at: string
  readonly event: keyof typeof tones
  readonly name: string | null
  readonly email: string | null
  readonly ip: string | null
  readonly agent: string | null
  readonly by: string | null
  readonly reason: string | null
  readonly way: string | null
}

const tones = {
  login: 'success',
  logout: 'default',
  expiry: 'default',
  failure: 'error',
  lockout: 'error',
  'factor-on': 'success',
  'factor-off': 'warning',
  recovery: 'warning',
  'key-made': 'success',
  'key-revoked': 'default',
  'key-refused': 'error',
  'acting-begun': 'warning',
  'acting-ended': 'default',
  'provider-linked': 'success',
  'provider-unlinked': 'warning',
  'provider-refused': 'error',
  'provider-changed': 'warning',
  'passkey-added': 'success',
  'passkey-removed': 'warning',
  'passkey-stopped': 'error',
} as const

/** The newest two hundred who came, went, or could not come in. */
export default function JournalPage() {
  const translate = useTranslate()
  const say = useSay()
  const isSmall = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'))
  const [q, setQ] = useState('')
  const { data } = useCore<readonly Entry[]>('/login-journal', { every: 30_000 })
  const rows = data?.filter(({ name, email, ip }) =>
    [name, email, ip].join(' ').toLowerCase().includes(q.toLowerCase()),
  )
  const through = ({ way }: Entry) =>
    way === 'passkey' ? translate('pages.journal.byPasskey') : way && translate('pages.journal.way', { way })
  const event = (entry: Entry) => (
    <Chip
      size="small"
      variant="outlined"
      color={tones[entry.event]}
      label={translate(`pages.journal.event.${entry.event}`)}
    />
  )
  return (
    <PageFrame
      title={translate('pages.journal.title')}
      lead={translate('pages.journal.lead')}
      actions={
        <TextField
          type="search"
          value={q}
          onChange={({ target }) => setQ(target.value)}
          label={translate('ra.action.search')}
        />
      }
    >
      <Card isFlush>
        {!rows && <Skeleton variant="rectangular" height={320} />}
        {rows?.length === 0 && <Empty text={translate('pages.journal.empty')} />}
        {rows && rows.length > 0 && isSmall && (
          <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
            {rows.map((entry) => (
              <Box
                key={entry.id}
                component="li"
                sx={{ px: 2, py: 1.25, borderTop: 1, borderColor: 'divider', display: 'grid', gap: 0.25 }}
              >
                <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', justifyContent: 'space-between' }}>
                  <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                    {entry.name ?? entry.email}
                  </Typography>
                  {event(entry)}
                </Box>
                <Typography variant="body2" color="textSecondary">
                  {[say('instant', entry.at), through(entry), browserOf(entry.agent), entry.ip]
                    .filter(Boolean)
                    .join(' · ')}
                </Typography>
                <ByWhom {...entry} />
              </Box>
            ))}
          </Box>
        )}
        {rows && rows.length > 0 && !isSmall && (
          <Table size="small">
            <TableHead>
              <TableRow>
                {(['when', 'event_column', 'who', 'from', 'with'] as const).map((column) => (
                  <TableCell key={column}>{translate(`pages.journal.${column}`)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((entry) => (
                <TableRow key={entry.id}>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{say('instant', entry.at)}</TableCell>
                  <TableCell>{event(entry)}</TableCell>
                  <TableCell>
                    {entry.name}
                    <Typography variant="body2" color="textSecondary">
                      {entry.email}
                    </Typography>
                    <ByWhom {...entry} />
                  </TableCell>
                  <TableCell>{entry.ip}</TableCell>
                  <TableCell>{[browserOf(entry.agent), through(entry)].filter(Boolean).join(' · ')}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </PageFrame>
  )
}
