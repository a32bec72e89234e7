import Delete from '@mui/icons-material/DeleteOutlined'
import Settings from '@mui/icons-material/SettingsOutlined'
import { Box, Button, Chip, Skeleton, Switch, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { Removal } from './removal.tsx'
import { Removed } from './removed.tsx'

interface Plugin {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly version?: string
  readonly enabled: boolean
  readonly fixed: boolean
  readonly requires: readonly string[]
  readonly enhances: readonly string[]
  readonly dependants: readonly string[]
  readonly hasSettings: boolean
}

/** What of Guildhall this business uses. */
export default function PluginsPage() {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const { data } = useCore<readonly Plugin[]>('/plugins')
  const { superadmin } = useManifest()
  const [removing, setRemoving] = useState<string | null>(null)
  const [turning, setTurning] = useState<Plugin | null>(null)
  const plugins = data?.filter(({ fixed }) => !fixed) ?? []
  /** What is always on is no card, but may be set. */
  const settled = data?.filter(({ fixed, hasSettings }) => fixed && hasSettings) ?? []
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const called = (name: string) => translate(byName.get(name)?.label ?? `${name}:plugin.name`, { _: name })
  const { mutate, isPending, variables } = useTell({
    async onDone() {
      setTurning(null)
      await reopen()
    },
  })
  /** What has to be turned with it. */
  const along = ({ enabled, dependants, requires }: Plugin) =>
    enabled
      ? dependants.filter((name) => byName.get(name)?.enabled)
      : [...new Set(needs(requires, byName))].filter((name) => byName.get(name)?.enabled === false)
  const turn = (plugin: Plugin) =>
    mutate(
      { path: `/plugins/${plugin.name}/${plugin.enabled ? 'disable' : 'enable'}`, body: { cascade: true } },
      {
        onSuccess: () =>
          notify(plugin.enabled ? 'pages.plugins.turned_off' : 'pages.plugins.turned_on', {
            type: 'success',
            messageArgs: { name: called(plugin.name) },
          }),
      },
    )
  const onSwitch = (plugin: Plugin) => (plugin.enabled || along(plugin).length > 0 ? setTurning(plugin) : turn(plugin))
  return (
    <PageFrame
      title={translate('pages.plugins.title')}
      lead={translate('pages.plugins.lead')}
      actions={settled.map(({ name, label }) => (
        <Button key={name} component={Link} to={`/plugins/${name}`} variant="outlined">
          {translate('pages.plugins.settings_of', { name: translate(label) })}
        </Button>
      ))}
    >
      {!data && <Skeleton variant="rectangular" height={240} />}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))' }}>
        {plugins.map((plugin) => (
          <PluginCard
            key={plugin.name}
            plugin={plugin}
            called={called}
            isOn={(name) => byName.get(name)?.enabled === true}
            isBusy={isPending && String(variables?.path).includes(`/${plugin.name}/`)}
            onSwitch={() => onSwitch(plugin)}
            onRemove={superadmin ? () => setRemoving(plugin.name) : undefined}
          />
        ))}
      </Box>
      {superadmin && data && <Removed installed={new Set(byName.keys())} />}
      {removing && <Removal plugin={removing} called={called} onClose={() => setRemoving(null)} />}
      {turning && (
        <Confirm
          isOpen
          title={translate(turning.enabled ? 'pages.plugins.off.title' : 'pages.plugins.on.title', {
            name: called(turning.name),
          })}
          action={translate(turning.enabled ? 'pages.plugins.off.action' : 'pages.plugins.on.action')}
          isDestructive={turning.enabled}
          isBusy={isPending}
          onClose={() => setTurning(null)}
          onConfirm={() => turn(turning)}
        >
          <Typography>{translate(turning.enabled ? 'pages.plugins.off.hint' : 'pages.plugins.on.hint')}</Typography>
          {along(turning).length > 0 && (
            <>
              <Typography sx={{ mt: 1.5, fontWeight: 600 }}>
                {translate(turning.enabled ? 'pages.plugins.off.along' : 'pages.plugins.on.along')}
              </Typography>
              <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
                {along(turning).map((name) => (
                  <li key={name}>{called(name)}</li>
                ))}
              </Box>
            </>
          )}
        </Confirm>
      )}
    </PageFrame>
  )
}

interface PluginCardProps {
  readonly plugin: Plugin
  readonly called: (name: string) => string
  readonly isOn: (name: string) => boolean
  readonly isBusy: boolean
  readonly onSwitch: () => void
  readonly onRemove: (() => void) | undefined
}

function PluginCard({ plugin, called, isOn, isBusy, onSwitch, onRemove }: PluginCardProps) {
  const translate = useTranslate()
  const say = useSay()
  const { name, label, description, version, enabled, requires, enhances, dependants, hasSettings } = plugin
  const relations = [
    ['requires', requires],
    ['enhances', enhances],
    ['dependants', dependants.filter(isOn)],
  ] as const
  return (
    <Card
      title={
        <Box component="span" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          {translate(label)}
          {version && <Chip size="small" variant="outlined" label={version} />}
        </Box>
      }
      actions={
        <Switch
          checked={enabled}
          disabled={isBusy}
          onChange={onSwitch}
          slotProps={{ input: { 'aria-label': translate(label), role: 'switch' } }}
        />
      }
    >
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>
        {translate(description)}
      </Typography>
      {relations
        .filter(([, names]) => names.length > 0)
        .map(([relation, names]) => (
          <Typography key={relation} variant="body2">
            {translate(`pages.plugins.${relation}`, { names: say('list', names.map(called)) })}
          </Typography>
        ))}
      {hasSettings && enabled && (
        <Button component={Link} to={`/plugins/${name}`} size="small" startIcon={<Settings />} sx={{ mt: 1, ml: -0.5 }}>
          {translate('pages.plugins.settings')}
        </Button>
      )}
      {onRemove && (
        <Button
          onClick={onRemove}
          size="small"
          color="inherit"
          startIcon={<Delete />}
          sx={{ mt: 1 }}
          aria-label={translate('pages.plugins.removal.open_named', { name: called(name) })}
        >
          {translate('pages.plugins.removal.open')}
        </Button>
      )}
    </Card>
  )
}

function needs(names: readonly string[], byName: ReadonlyMap<string, Plugin>): string[] {
  return names.flatMap((name) => [...needs(byName.get(name)?.requires ?? [], byName), name])
}
