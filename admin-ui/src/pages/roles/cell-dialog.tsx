import Add from '@mui/icons-material/Add'
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { archetypeLines, areSame, type Line, linesOf, rulesOf, stateOf, withLines } from './cell.ts'
import type { Draft } from './cell-button.tsx'
import { groupOf, isComplete } from './condition.ts'
import { LineEditor } from './line-editor.tsx'
import type { CatalogueAction, CatalogueResource, Differences } from './rights.ts'
import { type Speech, sentenceOf } from './sentence.ts'

export interface CellDialogProps {
  readonly resource: CatalogueResource
  readonly action: CatalogueAction
  readonly draft: Draft
  readonly speech: Speech
  readonly refusal?: string | undefined
  readonly isReadOnly: boolean
  readonly onClose: () => void
  readonly onChange: (differences: Differences) => void
}

type Choice = 'no' | 'yes' | 'some'

const choiceOf = (lines: readonly Line[]): Choice => {
  const state = stateOf(lines)
  return state === 'yes' || state === 'no' ? state : 'some'
}

/** What a role says of one action on one resource, put together from sentences. */
export function CellDialog(props: CellDialogProps) {
  const { resource, action, draft, speech, refusal, isReadOnly, onClose, onChange } = props
  const translate = useTranslate()
  const isSmall = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'))
  const original = archetypeLines(resource, draft.archetype, action.name)
  const [lines, setLines] = useState<readonly Line[]>(() =>
    linesOf(rulesOf(resource, draft.archetype, draft.differences), action.name),
  )
  const [choice, setChoice] = useState<Choice>(choiceOf(lines))
  const held =
    action.held?.map(({ where, fields }): Line => ({ ...(where && { where }), ...(fields && { fields }) })) ?? []
  const mayAll = action.grantable === 'all'
  const wanted: readonly Line[] = choice === 'no' ? [] : choice === 'yes' ? [{}] : lines
  const isSound = choice !== 'some' || (lines.length > 0 && lines.every(isFinished))

  const choose = (next: Choice) => {
    setChoice(next)
    if (next === 'some' && choiceOf(lines) !== 'some')
      setLines(choiceOf(original) === 'some' ? original : mayAll ? [{ where: {} }] : held.slice(0, 1))
  }
  const change = (index: number, line: Line | null) =>
    setLines(line ? lines.with(index, line) : lines.toSpliced(index, 1))
  const apply = () => {
    onChange(withLines(resource, draft.archetype, draft.differences, action.name, wanted))
    onClose()
  }

  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth fullScreen={isSmall} aria-labelledby="cell-title">
      <DialogTitle id="cell-title">
        {speech.records(resource)} · {translate(action.label)}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {refusal && <Alert severity="error">{refusal}</Alert>}
        {!mayAll && (
          <Alert severity="info">
            {translate(action.grantable === 'none' ? 'pages.roles.not_yours' : 'pages.roles.partly_yours')}
          </Alert>
        )}
        <RadioGroup
          row={!isSmall}
          aria-labelledby="cell-title"
          value={choice}
          onChange={(_event, value) => choose(value as Choice)}
        >
          {(['no', 'yes', 'some'] as const).map((each) => (
            <FormControlLabel
              key={each}
              value={each}
              control={<Radio size="small" />}
              disabled={isReadOnly || (each === 'yes' && !mayAll) || (each === 'some' && action.grantable === 'none')}
              label={translate(`pages.roles.choice.${each}`)}
            />
          ))}
        </RadioGroup>
        {choice === 'some' && (
          <>
            {lines.map((line, index) => (
              <LineEditor
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
                key={index}
                line={line}
                resource={resource}
                action={action}
                speech={speech}
                held={held}
                isReadOnly={isReadOnly}
                onChange={(next) => change(index, next)}
                onRemove={lines.length > 1 ? () => change(index, null) : undefined}
              />
            ))}
            {!isReadOnly && (
              <Button
                startIcon={<Add />}
                sx={{ justifySelf: 'start' }}
                onClick={() => setLines([...lines, mayAll ? { where: {} } : (held[0] ?? { where: {} })])}
              >
                {translate('pages.roles.add_case')}
              </Button>
            )}
          </>
        )}
        {!areSame(wanted, original) && (
          <Typography variant="body2" color="textSecondary">
            {translate('pages.roles.archetype_says', { archetype: translate(`core:archetypes.${draft.archetype}`) })}{' '}
            {original.length === 0
              ? translate('pages.roles.state.no')
              : original
                  .map(
                    (line) =>
                      (line.isException ? `${translate('pages.roles.except')}: ` : '') +
                      sentenceOf(line, resource, speech),
                  )
                  .join(' ')}
          </Typography>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        {!isReadOnly && !areSame(wanted, original) && (
          <Button
            sx={{ mr: 'auto' }}
            onClick={() => {
              setLines(original)
              setChoice(choiceOf(original))
            }}
          >
            {translate('pages.roles.back_to_archetype')}
          </Button>
        )}
        <Button onClick={onClose}>{translate(isReadOnly ? 'ra.action.close' : 'ra.action.cancel')}</Button>
        {!isReadOnly && (
          <Button variant="contained" disabled={!isSound} onClick={apply}>
            {translate('pages.roles.apply')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

const isFinished = ({ where, fields }: Line) => (!where || isComplete(groupOf(where))) && (!fields || fields.length > 0)
