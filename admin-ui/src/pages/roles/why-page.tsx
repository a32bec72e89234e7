import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import HighlightOff from '@mui/icons-material/HighlightOff'
import { Alert, Box, Chip, MenuItem, Skeleton, TextField, Typography } from '@mui/material'
import { useGetMany, useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { useNoun } from '../../words/nouns.ts'
import { Card } from '../parts/card.tsx'
import { ChooseRecord } from '../parts/choose-record.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { problemOf, useCore } from '../parts/use-core.ts'
import type { CatalogueResource, Rule } from './rights.ts'
import { type Speech, sentenceOf } from './sentence.ts'
import { type Unmet, unmetText } from './unmet.ts'
import { useCatalogue, useSpeech } from './use-speech.ts'

interface ExplainedRule {
  readonly role: { readonly id: string; readonly name: string; readonly archetype: string }
  readonly rule: Rule
  readonly holds: boolean | null
  readonly decisive: boolean
  readonly unmet: readonly Unmet[]
}

interface Explanation {
  readonly allowed: boolean
  readonly verdict?: 'always' | 'never' | 'depends'
  readonly wrongState?: { readonly field: string; readonly from: readonly string[] }
  readonly archived?: boolean
  readonly decidedBy: ExplainedRule | null
  readonly rules: readonly ExplainedRule[]
}

/** Why somebody may do something, or not: a person, what, and with which record. The address holds the question. */
export default function WhyPage() {
  const translate = useTranslate()
  const { me, actor } = useManifest()
  const [asked, setAsked] = useSearchParams()
  const { data: catalogue } = useCatalogue()
  const resources = catalogue?.resources ?? []
  const person = asked.get('person') ?? me
  const resource = resources.find(({ name }) => name === asked.get('resource')) ?? resources.at(0)
  const action = resource?.actions.find(({ name }) => name === asked.get('action')) ?? resource?.actions.at(0)
  const record = asked.get('record')
  const { data: people } = useGetMany('people', { ids: person ? [person] : [] }, { enabled: person !== null })
  const name = String(people?.[0]?.['name'] ?? actor.label)
  const names = new Map(person ? [[person, name]] : [])
  const speech = useSpeech(resources, names)
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(asked)
    for (const [key, value] of Object.entries(changes)) value === null ? next.delete(key) : next.set(key, value)
    setAsked(next, { replace: true })
  }
  const question = new URLSearchParams({
    resource: resource?.name ?? '',
    action: action?.name ?? '',
    ...(person && person !== me && { user: person }),
    ...(record && action?.name !== 'create' && { id: record }),
  })
  const { data: answer, error } = useCore<Explanation>(`/access/explain?${question}`, {
    isOn: Boolean(resource && action),
  })
  return (
    <PageFrame isNarrow title={translate('pages.roles.why.title')} lead={translate('pages.roles.why.lead')}>
      <Card>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { sm: '1fr 1fr' } }}>
          <ChooseRecord
            resource="people"
            label={translate('pages.roles.why.person')}
            value={person}
            onChange={(id) => put({ person: id })}
          />
          <TextField
            select
            label={translate('pages.roles.why.what')}
            value={resource?.name ?? ''}
            onChange={(event) => put({ resource: event.target.value, action: null, record: null })}
          >
            {resources.map((one) => (
              <MenuItem key={one.name} value={one.name}>
                {speech.records(one)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={translate('pages.roles.why.action')}
            value={action?.name ?? ''}
            onChange={(event) => put({ action: event.target.value })}
          >
            {resource?.actions.map((one) => (
              <MenuItem key={one.name} value={one.name}>
                {translate(one.label)}
              </MenuItem>
            ))}
          </TextField>
          {resource && action?.name !== 'create' && (
            <ChooseRecord
              key={resource.name}
              resource={resource.name}
              label={translate('pages.roles.why.record')}
              value={record}
              onChange={(id) => put({ record: id })}
            />
          )}
        </Box>
      </Card>
      {error && <Alert severity="error">{problemOf(error)?.message ?? error.message}</Alert>}
      {answer && resource && action ? (
        <Answer
          {...{ answer, resource, speech, name, isGeneral: !record || action.name === 'create' }}
          action={translate(action.label)}
        />
      ) : (
        !error && <Skeleton variant="rectangular" height={160} />
      )}
    </PageFrame>
  )
}

interface AnswerProps {
  readonly answer: Explanation
  readonly resource: CatalogueResource
  readonly speech: Speech
  readonly name: string
  readonly action: string
  readonly isGeneral: boolean
}

function Answer({ answer, resource, speech, name, action, isGeneral }: AnswerProps) {
  const translate = useTranslate()
  const noun = useNoun()
  const { allowed, verdict, wrongState, archived, rules } = answer
  const key = isGeneral ? (verdict ?? 'never') : allowed ? 'yes' : 'no'
  const field = resource.fields.find((one) => one.name === wrongState?.field)
  return (
    <Card>
      <Box role="status" sx={{ display: 'grid', gap: 2 }}>
        <Box sx={{ display: 'flex', gap: 1.25, alignItems: 'center' }}>
          {allowed ? <CheckCircle color="success" /> : <HighlightOff color="error" />}
          <Box>
            <Typography variant="h6" component="p">
              {translate(`pages.roles.why.verdict.${key}`)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {[name, action, isGeneral ? speech.records(resource) : noun(resource.name)].join(' · ')}
            </Typography>
          </Box>
        </Box>
        {wrongState && field && (
          <Alert severity="warning">
            {translate('pages.roles.why.wrong_state', {
              field: translate(field.label),
              states: speech.list(
                wrongState.from.map((state) => speech.choice(field, state)),
                'or',
              ),
            })}
          </Alert>
        )}
        {archived && <Alert severity="warning">{translate('pages.roles.why.archived')}</Alert>}
        {rules.length === 0 ? (
          <Typography color="textSecondary">{translate('pages.roles.why.silent', { name })}</Typography>
        ) : (
          <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1.5 }}>
            {rules.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name
              <RuleSaid key={index} said={one} resource={resource} speech={speech} />
            ))}
          </Box>
        )}
      </Box>
    </Card>
  )
}

function RuleSaid({
  said,
  resource,
  speech,
}: {
  readonly said: ExplainedRule
  readonly resource: CatalogueResource
  readonly speech: Speech
}) {
  const translate = useTranslate()
  const { role, rule, holds, decisive, unmet } = said
  const standing = holds === null ? null : holds ? (decisive ? 'decides' : 'holds') : 'fails'
  return (
    <Box component="li" sx={{ pl: 1.5, borderLeft: 3, borderColor: decisive ? 'success.main' : 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Chip size="small" variant="outlined" label={role.name} />
        {standing && (
          <Typography variant="body2" color="textSecondary">
            {translate(`pages.roles.why.${standing}`)}
          </Typography>
        )}
      </Box>
      <Typography sx={{ mt: 0.5 }}>
        {rule.inverted && `${translate('pages.roles.except')}: `}
        {sentenceOf(rule, resource, speech)}
      </Typography>
      {unmet.map((one) => (
        <Typography key={`${one.path} ${one.operator}`} variant="body2" color="textSecondary">
          {unmetText(one, resource, speech)}
        </Typography>
      ))}
    </Box>
  )
}
