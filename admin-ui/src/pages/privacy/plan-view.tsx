import { Alert, Box, Skeleton, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import { useSay } from '../../words/use-words.ts'
import type { ErasurePlan } from './privacy.ts'

/** What an erasure does: what is emptied, what only loses its name, what must stay and why. */
export function PlanView({ plan }: { readonly plan: ErasurePlan | undefined }) {
  const translate = useTranslate()
  const say = useSay()
  const noun = useNoun()
  const { resource } = useManifest()
  if (!plan) return <Skeleton variant="rounded" height={160} />
  const counted = (name: string, count: number) => `${count} ${noun(name, { count })}`
  const label = (name: string, field: string) => {
    const found = resource(name)?.fields.find((one) => one.name === field)?.label
    return found ? translate(found) : field
  }
  const { erased, anonymised, kept, login } = plan
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Part
        title={translate('pages.privacy.plan.erased')}
        lines={erased.map(({ resource: name, count, fields }) => [
          counted(name, count),
          fields.map((field) => label(name, field)).join(', '),
        ])}
        none={translate('pages.privacy.plan.nothing')}
      />
      {anonymised.length > 0 && (
        <Part
          title={translate('pages.privacy.plan.anonymised')}
          lines={anonymised.map(({ resource: name, count }) => [counted(name, count)])}
        />
      )}
      {kept.length > 0 && (
        <Part
          title={translate('pages.privacy.plan.kept')}
          lines={kept.map(({ resource: name, plugin, count, until }) => [
            counted(name, count),
            `${translate(`${plugin}:resources.${name}.retention`)} ${translate('pages.privacy.plan.until', { day: say('date', until) })}`,
          ])}
        />
      )}
      {login && (
        <Part
          title={translate('pages.privacy.plan.login')}
          lines={[
            ...(['sessions', 'keys', 'views'] as const)
              .filter((each) => login[each] > 0)
              .map((each) => [translate(`pages.privacy.plan.${each}`, { smart_count: login[each] })]),
            [translate(login.isLast ? 'pages.privacy.plan.last' : 'pages.privacy.plan.elsewhere')],
          ]}
        />
      )}
      {login?.isSuperadmin && <Alert severity="error">{translate('core:errors.privacy.superadmin')}</Alert>}
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {translate('pages.privacy.plan.texts')}
      </Typography>
    </Box>
  )
}

function Part({
  title,
  lines,
  none,
}: {
  readonly title: string
  readonly lines: readonly (readonly string[])[]
  readonly none?: string
}) {
  return (
    <Box>
      <Typography component="h3" variant="subtitle2">
        {title}
      </Typography>
      {lines.length === 0 && none && (
        <Typography variant="body2" color="textSecondary">
          {none}
        </Typography>
      )}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {lines.map(([first, second]) => (
          <Typography component="li" variant="body2" key={first}>
            {first}
            {second && (
              <Typography component="span" variant="body2" color="textSecondary">
                {` — ${second}`}
              </Typography>
            )}
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
