import Close from '@mui/icons-material/Close'
import {
  Alert,
  Box,
  Button,
  Chip,
  Divider,
  Drawer,
  IconButton,
  List,
  ListItem,
  ListItemText,
  MenuItem,
  Skeleton,
  TextField,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGetOne, useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { useSay } from '../../words/use-words.ts'
import { ActFor } from '../acting/act-for.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { PersonPrivacy } from '../privacy/person-privacy.tsx'
import { SeeAsButton } from '../roles/see-as-button.tsx'
import { browserOf } from '../sessions/browser.ts'
import { Leave } from './leave.tsx'
import type { PersonRecord, RoleName } from './people.ts'

export interface PersonDrawerProps {
  readonly id: string | null
  readonly roles: readonly RoleName[]
  readonly onClose: () => void
}

/** One person: roles, what can be done, how he came and went. */
export function PersonDrawer({ id, roles, onClose }: PersonDrawerProps) {
  const { data: person } = useGetOne<PersonRecord>('people', { id: id ?? '' }, { enabled: id !== null, retry: false })
  const translate = useTranslate()
  return (
    <Drawer
      anchor="right"
      open={id !== null}
      onClose={onClose}
      slotProps={{
        paper: { sx: { width: { xs: '100%', sm: 440 } }, 'aria-labelledby': 'person-name', role: 'dialog' },
      }}
    >
      <Box sx={{ p: 2, display: 'grid', gap: 2, alignContent: 'start' }}>
        <Box sx={{ display: 'flex', alignItems: 'start', gap: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography id="person-name" variant="h6" component="h2" sx={{ overflowWrap: 'anywhere' }}>
              {person?.name ?? <Skeleton width={180} />}
            </Typography>
            <Typography color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
              {person?.email}
            </Typography>
          </Box>
          <IconButton onClick={onClose} aria-label={translate('ra.action.close')}>
            <Close />
          </IconButton>
        </Box>
        {person && id === person.id && (
          <Details key={`${person.id} ${person.version}`} person={person} roles={roles} onGone={onClose} />
        )}
      </Box>
    </Drawer>
  )
}

const steps = ['invite', 'activate', 'leave', 'deactivate'] as const
type Step = (typeof steps)[number] | 'withdraw' | 'sign_out'

function Details({
  person,
  roles,
  onGone,
}: {
  readonly person: PersonRecord
  readonly roles: readonly RoleName[]
  readonly onGone: () => void
}) {
  const translate = useTranslate()
  const notify = useNotify()
  const queries = useQueryClient()
  const reopen = useReopen()
  const { me, pages } = useManifest()
  const [chosen, setChosen] = useState<readonly string[]>(person.roles)
  const [refusal, setRefusal] = useState<string>()
  const [asking, setAsking] = useState<Step | null>(null)
  const { actions = [], fields = [] } = person._can ?? {}
  const mayRoles = fields === true || fields.includes('roles')
  const { mutate, isPending } = useTell({
    async onDone() {
      setRefusal(undefined)
      setAsking(null)
      await queries.invalidateQueries({ queryKey: ['people'] })
      if (person.id === me) await reopen()
    },
    onRefused: ({ message, errors }) => {
      setAsking(null)
      setRefusal(Object.values((errors as Record<string, string> | undefined) ?? {})[0] ?? message)
      return true
    },
  })
  const path = `/people/${person.id}`
  const take = (step: Step) => {
    if (step === 'sign_out')
      return mutate(
        { path: `/sign-ins/${person.id}/sessions`, method: 'DELETE' },
        { onSuccess: () => notify('pages.people.signed_out', { type: 'success', messageArgs: { name: person.name } }) },
      )
    if (step === 'withdraw') return mutate({ path, method: 'DELETE' }, { onSuccess: onGone })
    return mutate(
      { path: `${path}/${step}`, body: {} },
      { onSuccess: () => notify(`pages.people.done.${step}`, { type: 'success', messageArgs: { name: person.name } }) },
    )
  }
  const isStepOpen = (step: (typeof steps)[number]) =>
    actions.includes(step) &&
    {
      invite: ['invited'],
      activate: ['deactivated'],
      leave: ['invited', 'active', 'deactivated'],
      deactivate: ['active', 'invited'],
    }[step].includes(person.status)
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Chip
          size="small"
          label={translate(`core:resources.people.values.status.${person.status}`)}
          color={person.status === 'active' ? 'success' : 'default'}
          variant="outlined"
        />
        <Chip size="small" label={translate(`core:resources.people.values.kind.${person.kind}`)} variant="outlined" />
      </Box>
      {refusal && (
        <Alert severity="error" onClose={() => setRefusal(undefined)}>
          {refusal}
        </Alert>
      )}
      <TextField
        select
        label={translate('core:resources.people.fields.roles')}
        disabled={!mayRoles}
        value={chosen}
        onChange={({ target }) => setChosen(target.value as unknown as string[])}
        slotProps={{ select: { multiple: true } }}
      >
        {roles.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {chosen !== person.roles && (
        <Button
          variant="contained"
          loading={isPending}
          disabled={chosen.length === 0}
          onClick={() => mutate({ path, method: 'PATCH', body: { roles: chosen, version: person.version } })}
        >
          {translate('ra.action.save')}
        </Button>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button component={Link} to={`/people/${person.id}/show`} variant="outlined" color="inherit">
          {translate('pages.people.record')}
        </Button>
        {person.status !== 'deactivated' && pages['plugins'] && (
          <SeeAsButton kind="person" id={person.id} label={person.name} />
        )}
        {person.status === 'active' && person.id !== me && pages['acting'] && (
          <ActFor id={person.id} name={person.name} />
        )}
        {steps.filter(isStepOpen).map((step) => (
          <Button
            key={step}
            color={step === 'deactivate' || step === 'leave' ? 'error' : 'primary'}
            variant="outlined"
            disabled={isPending}
            onClick={() => (step === 'deactivate' || step === 'leave' ? setAsking(step) : take(step))}
          >
            {translate(`core:resources.people.actions.${step}`)}
          </Button>
        ))}
        {person.status === 'invited' && person.joinedAt === null && actions.includes('delete') && (
          <Button color="error" variant="outlined" disabled={isPending} onClick={() => setAsking('withdraw')}>
            {translate('pages.people.withdraw')}
          </Button>
        )}
      </Box>
      {pages['privacy'] && <PersonPrivacy resource="people" record={person.id} name={person.name} kind={person.kind} />}
      {pages['journal'] && <SignIns id={person.id} />}
      {pages['journal'] && person.status === 'active' && person.id !== me && (
        <Button
          color="error"
          variant="outlined"
          disabled={isPending}
          onClick={() => setAsking('sign_out')}
          sx={{ justifySelf: 'start' }}
        >
          {translate('pages.people.sign_out')}
        </Button>
      )}
      <Confirm
        isOpen={asking === 'deactivate' || asking === 'withdraw' || asking === 'sign_out'}
        title={translate(`pages.people.ask.${asking ?? 'deactivate'}`, { name: person.name })}
        action={
          asking === 'withdraw' || asking === 'sign_out'
            ? translate(`pages.people.${asking}`)
            : translate('core:resources.people.actions.deactivate')
        }
        isDestructive
        isBusy={isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => asking && take(asking)}
      >
        {translate(`pages.people.ask.${asking ?? 'deactivate'}_hint`)}
      </Confirm>
      {asking === 'leave' && <Leave person={person} onClose={() => setAsking(null)} />}
    </>
  )
}

function SignIns({ id }: { readonly id: string }) {
  const translate = useTranslate()
  const say = useSay()
  const { data } = useCore<
    readonly { id: number; at: string; event: string; ip: string | null; agent: string | null }[]
  >(`/sign-ins/${id}`)
  return (
    <Box>
      <Divider sx={{ mb: 1.5 }} />
      <Typography component="h3" variant="subtitle2">
        {translate('pages.people.sign_ins')}
      </Typography>
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('pages.people.never')}
        </Typography>
      )}
      <List dense disablePadding>
        {data?.map((entry) => (
          <ListItem key={entry.id} disableGutters>
            <ListItemText
              primary={`${translate(`pages.journal.event.${entry.event}`)} · ${say('instant', entry.at)}`}
              secondary={[browserOf(entry.agent), entry.ip].filter(Boolean).join(' · ')}
            />
          </ListItem>
        ))}
      </List>
    </Box>
  )
}
