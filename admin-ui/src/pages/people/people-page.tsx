import PersonAdd from '@mui/icons-material/PersonAddAlt'
import Search from '@mui/icons-material/Search'
import {
  Avatar,
  Box,
  Button,
  Chip,
  InputAdornment,
  List,
  ListItemButton,
  Skeleton,
  Tab,
  Tabs,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { useGetList, useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import { Invite } from './invite.tsx'
import { initials, type PersonRecord, type RoleName, useRoles } from './people.ts'
import { PersonDrawer } from './person-drawer.tsx'

const standings = ['active', 'invited', 'deactivated'] as const
const pageSize = 50

/** Who is here, who was asked to come and who has left. */
export default function PeoplePage() {
  const translate = useTranslate()
  const { pages } = useManifest()
  const [asked, setAsked] = useSearchParams()
  const [isInviting, setInviting] = useState(false)
  const [shown, setShown] = useState(pageSize)
  const status = asked.get('status') ?? 'active'
  const q = asked.get('q') ?? ''
  const { data: roles } = useRoles()
  const { data: signIns } = useCore<readonly { person: string; at: string }[]>('/sign-ins', {
    isOn: pages['journal'] === true,
  })
  const { data, total, isPending } = useGetList<PersonRecord>('people', {
    filter: { status, ...(q && { q }) },
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: shown },
  })
  const seen = new Map(signIns?.map(({ person, at }) => [person, at]))
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(asked)
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key)
    setAsked(next, { replace: true })
  }
  return (
    <PageFrame
      isNarrow
      title={translate('pages.people.title')}
      lead={translate('pages.people.lead')}
      actions={
        <Button variant="contained" startIcon={<PersonAdd />} onClick={() => setInviting(true)}>
          {translate('pages.people.invite.open')}
        </Button>
      }
    >
      <Card isFlush>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            px: 2,
            pt: 1,
            alignItems: 'center',
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          <Tabs
            value={status}
            onChange={(_event, value) => put({ status: value })}
            variant="scrollable"
            sx={{ flex: '1 1 260px', minWidth: 0 }}
          >
            {standings.map((each) => (
              <Tab key={each} value={each} label={<Counted status={each} />} />
            ))}
          </Tabs>
          <TextField
            type="search"
            value={q}
            onChange={(event) => put({ q: event.target.value })}
            placeholder={translate('ra.action.search')}
            slotProps={{
              htmlInput: { 'aria-label': translate('ra.action.search') },
              input: {
                startAdornment: (
                  <InputAdornment position="start">
                    <Search fontSize="small" />
                  </InputAdornment>
                ),
              },
            }}
            sx={{ flex: '0 1 240px', pb: 1 }}
          />
        </Box>
        {isPending ? (
          <Skeleton variant="rectangular" height={320} />
        ) : data?.length ? (
          <List disablePadding>
            {data.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                roles={roles}
                seenAt={seen.get(person.id)}
                onOpen={() => put({ person: person.id })}
              />
            ))}
          </List>
        ) : (
          <Empty text={translate(q ? 'pages.people.none_found' : `pages.people.none.${status}`)} />
        )}
        {data && total !== undefined && total > data.length && (
          <Button fullWidth onClick={() => setShown(shown + pageSize)}>
            {translate('pages.more')}
          </Button>
        )}
      </Card>
      {isInviting && <Invite roles={roles ?? []} onClose={() => setInviting(false)} />}
      <PersonDrawer id={asked.get('person')} roles={roles ?? []} onClose={() => put({ person: null })} />
    </PageFrame>
  )
}

function Counted({ status }: { readonly status: string }) {
  const translate = useTranslate()
  const { total } = useGetList('people', {
    filter: { status },
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'id', order: 'ASC' },
  })
  return (
    <span>
      {translate(`pages.people.standing.${status}`)}{' '}
      <Typography component="span" variant="body2" color="textSecondary">
        {total ?? ''}
      </Typography>
    </span>
  )
}

interface PersonRowProps {
  readonly person: PersonRecord
  readonly roles: readonly RoleName[] | undefined
  readonly seenAt: string | undefined
  readonly onOpen: () => void
}

function PersonRow({ person, roles, seenAt, onOpen }: PersonRowProps) {
  const translate = useTranslate()
  const say = useSay()
  const names = (person.roles ?? []).flatMap((id) => roles?.find((role) => role.id === id)?.name ?? [])
  return (
    <Box component="li" sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <ListItemButton onClick={onOpen} sx={{ gap: 1.5, py: 1, flexWrap: 'wrap' }}>
        <Avatar
          sx={{
            width: 34,
            height: 34,
            fontSize: 13,
            fontWeight: 600,
            bgcolor: 'action.selected',
            color: 'text.primary',
          }}
          aria-hidden
        >
          {initials(person.name)}
        </Avatar>
        <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{person.name}</Typography>
          <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {person.email}
          </Typography>
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, flex: '0 1 auto' }}>
          {names.map((name) => (
            <Chip key={name} size="small" variant="outlined" label={name} />
          ))}
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ width: { sm: 190 }, textAlign: { sm: 'end' } }}>
          {person.status === 'invited'
            ? translate('pages.people.waiting')
            : seenAt
              ? say('instant', seenAt)
              : translate('pages.people.never')}
        </Typography>
      </ListItemButton>
    </Box>
  )
}
