import { Alert, Box, Skeleton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { useNoun } from '../../words/nouns.ts'
import { useSay } from '../../words/use-words.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'

interface Plan {
  readonly neededBy: readonly string[]
  readonly enhances: readonly string[]
  readonly tenants: readonly { readonly slug: string; readonly name: string }[]
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly tenants: readonly { readonly slug: string; readonly rows: number }[]
  }[]
  readonly references: readonly { readonly from: string; readonly rows: number }[]
  readonly jobs: readonly string[]
  readonly subscriptions: readonly string[]
  readonly roles: number
  readonly views: number
  readonly files: number
  readonly graceDays: number
}

export interface RemovalProps {
  readonly plugin: string
  readonly called: (name: string) => string
  readonly onClose: () => void
}

/** What removing a plugin would touch, and doing it once its name was written. */
export function Removal({ plugin, called, onClose }: RemovalProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const { data: plan } = useCore<Plan>(`/plugins/${plugin}/removal`)
  const [confirmed, setConfirmed] = useState('')
  const { mutate, isPending } = useTell({
    async onDone() {
      onClose()
      notify('pages.plugins.removal.done', { type: 'success', messageArgs: { name: called(plugin) } })
      await reopen()
    },
  })
  const isNeeded = (plan?.neededBy.length ?? 0) > 0
  return (
    <Confirm
      isOpen
      title={translate('pages.plugins.removal.title', { name: called(plugin) })}
      action={translate('pages.plugins.removal.action')}
      isDestructive
      isBusy={isPending}
      isDisabled={!plan || isNeeded || confirmed !== plugin}
      onClose={onClose}
      onConfirm={() => mutate({ path: `/plugins/${plugin}/removal`, body: { confirm: confirmed } })}
    >
      {!plan && <Skeleton variant="rectangular" height={160} />}
      {plan && isNeeded && (
        <Alert severity="warning">
          {translate('pages.plugins.removal.needed', { names: plan.neededBy.map(called).join(', ') })}
        </Alert>
      )}
      {plan && !isNeeded && (
        <Typography>{translate('pages.plugins.removal.hint', { smart_count: plan.graceDays })}</Typography>
      )}
      {plan && <Touched plugin={plugin} plan={plan} called={called} />}
      {plan && !isNeeded && (
        <TextField
          fullWidth
          autoFocus
          autoComplete="off"
          sx={{ mt: 2 }}
          label={translate('pages.plugins.removal.confirm', { name: plugin })}
          value={confirmed}
          onChange={({ target }) => setConfirmed(target.value.trim())}
        />
      )}
    </Confirm>
  )
}

/** `tasks__assignees`: who is linked with what, told with its records rather than by itself. */
const isOfLinks = (table: string) => table.includes('__')

interface TouchedProps extends Pick<RemovalProps, 'plugin' | 'called'> {
  readonly plan: Plan
}

function Touched({ plugin, plan, called }: TouchedProps) {
  const translate = useTranslate()
  const say = useSay()
  const noun = useNoun()
  const { resources } = useManifest()
  const nameOf = (table: string) => {
    const name = table.replaceAll('_', '-')
    return resources.some((each) => each.name === name) ? noun(name, { count: 2 }) : table
  }
  const number = (value: number) => say('number', value)
  const rows = plan.tables
    .filter(({ table, rows: all }) => all > 0 && !isOfLinks(table))
    .map(({ table, rows: all, tenants }) => {
      const each = tenants.map(({ slug, rows: some }) => `${slug} ${number(some)}`).join(', ')
      return `${nameOf(table)}: ${number(all)}${each ? ` (${each})` : ''}`
    })
  const links = plan.tables.filter(({ table }) => isOfLinks(table)).reduce((sum, table) => sum + table.rows, 0)
  const parts: readonly (readonly [part: string, values: readonly string[]])[] = [
    ['tenants', plan.tenants.map(({ name }) => name)],
    ['rows', rows],
    ['links', links > 0 ? [number(links)] : []],
    ['references', plan.references.map(({ from, rows: some }) => `${from}: ${number(some)}`)],
    ['enhances', plan.enhances.map(called)],
    ['jobs', plan.jobs.map((job) => translate(`${plugin}:jobs.${job}`, { _: job }))],
    ['subscriptions', plan.subscriptions],
    ['roles', plan.roles > 0 ? [number(plan.roles)] : []],
    ['views', plan.views > 0 ? [number(plan.views)] : []],
    ['files', plan.files > 0 ? [number(plan.files)] : []],
  ]
  return (
    <Box component="dl" sx={{ my: 2, display: 'grid', gap: 1, '& dd': { m: 0 }, overflowWrap: 'anywhere' }}>
      {parts
        .filter(([, values]) => values.length > 0)
        .map(([part, values]) => (
          <div key={part}>
            <Typography component="dt" variant="body2" sx={{ fontWeight: 600 }}>
              {translate(`pages.plugins.removal.${part}`)}
            </Typography>
            {values.map((value) => (
              <Typography key={value} component="dd" variant="body2" color="textSecondary">
                {value}
              </Typography>
            ))}
          </div>
        ))}
    </Box>
  )
}
