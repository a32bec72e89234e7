import { Alert, List, ListItem, ListItemText, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { ChooseRecord } from '../parts/choose-record.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import type { PersonRecord } from './people.ts'

interface Holdings {
  readonly total: number
  readonly holdings: readonly {
    readonly resource: string
    readonly field: string
    readonly noun: string
    readonly label: string
    readonly count: number
  }[]
}

/** Who leaves hands over: what he holds is shown first, somebody takes it, and he is shut out, all in one go. */
export function Leave({ person, onClose }: { readonly person: PersonRecord; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const queries = useQueryClient()
  const [heir, setHeir] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string>()
  const { data } = useCore<Holdings>(`/people/${person.id}/holdings`)
  const { mutate, isPending } = useTell({
    async onDone() {
      notify('pages.people.done.leave', { type: 'success', messageArgs: { name: person.name } })
      onClose()
      await queries.invalidateQueries()
    },
    onRefused: ({ message, errors }) => {
      setRefusal((errors as Record<string, string> | undefined)?.['heir'] ?? message)
      return true
    },
  })
  return (
    <Confirm
      isOpen
      title={translate('pages.people.leave.title', { name: person.name })}
      action={translate('core:resources.people.actions.leave')}
      isDestructive
      isBusy={isPending}
      isDisabled={heir === null}
      onClose={onClose}
      onConfirm={() => mutate({ path: `/people/${person.id}/leave`, body: { heir } })}
    >
      <Typography color="textSecondary" sx={{ mb: 1 }}>
        {translate(data?.total === 0 ? 'pages.people.leave.nothing' : 'pages.people.leave.holds', {
          name: person.name,
        })}
      </Typography>
      <List dense disablePadding sx={{ mb: 2 }}>
        {data?.holdings.map(({ resource, field, noun, label, count }) => (
          <ListItem key={`${resource} ${field}`} disableGutters>
            <ListItemText
              primary={`${count} ${translate(noun, { smart_count: count })}`}
              secondary={translate(label)}
            />
          </ListItem>
        ))}
      </List>
      <ChooseRecord
        resource="people"
        label={translate('core:resources.people.inputs.leave.heir')}
        filter={{ status: 'active', kind: person.kind, id_nin: [person.id] }}
        value={heir}
        onChange={(id) => {
          setHeir(id)
          setRefusal(undefined)
        }}
      />
      {refusal && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {refusal}
        </Alert>
      )}
    </Confirm>
  )
}
