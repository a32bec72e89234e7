import { Badge, Box, ButtonBase, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { isDifferent, linesOf, rulesOf, stateOf } from './cell.ts'
import type { CatalogueAction, CatalogueResource, Differences } from './rights.ts'
import { type Speech, sentenceOf } from './sentence.ts'
import { StateIcon } from './state-icon.tsx'

export interface Draft {
  readonly archetype: string
  readonly differences: Differences
}

export interface CellButtonProps {
  readonly resource: CatalogueResource
  readonly action: CatalogueAction
  readonly draft: Draft
  readonly speech: Speech
  readonly refusal?: string | undefined
  readonly onOpen: () => void
  /** With its name beside it, for a resource's own actions and on phones. */
  readonly isNamed?: boolean
}

/** One right of a role: what it says now, and whether that is what its archetype says. */
export function CellButton({ resource, action, draft, speech, refusal, onOpen, isNamed = false }: CellButtonProps) {
  const translate = useTranslate()
  const lines = linesOf(rulesOf(resource, draft.archetype, draft.differences), action.name)
  const state = stateOf(lines)
  const differs = isDifferent(resource, draft.archetype, draft.differences, action.name)
  const isShut = state === 'no' && !differs && action.grantable === 'none'
  const name = translate(action.label)
  const label = [
    `${speech.records(resource)}, ${name}: ${translate(`pages.roles.state.${state}`)}`,
    ...(differs ? [translate('pages.roles.differs')] : []),
    ...(isShut ? [translate('pages.roles.not_yours')] : []),
    ...(refusal ? [refusal] : []),
  ].join('. ')
  const told = refusal
    ? refusal
    : isShut
      ? translate('pages.roles.not_yours')
      : lines.map(
          (line) =>
            (line.isException ? `${translate('pages.roles.except')}: ` : '') + sentenceOf(line, resource, speech),
        )
  return (
    <Tooltip
      title={Array.isArray(told) ? (told.length > 0 ? told.map((line) => <div key={line}>{line}</div>) : '') : told}
      disableInteractive
      enterDelay={400}
    >
      {/* A button that is off is not to be focused; its reason is read out all the same. */}
      <ButtonBase
        focusRipple
        aria-label={label}
        aria-disabled={isShut}
        aria-haspopup="dialog"
        onClick={isShut ? undefined : onOpen}
        sx={{
          gap: 0.5,
          minWidth: 40,
          minHeight: 34,
          px: isNamed ? 1 : 0.5,
          borderRadius: 1,
          border: 1,
          fontSize: 13,
          textAlign: 'start',
          borderColor: refusal ? 'error.main' : isNamed ? 'divider' : 'transparent',
          opacity: isShut ? 0.45 : 1,
          cursor: isShut ? 'not-allowed' : 'pointer',
          '&:hover': { borderColor: isShut ? undefined : 'primary.main' },
          '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 1 },
        }}
      >
        <Badge variant="dot" color="warning" invisible={!differs} data-differs={differs || undefined}>
          <StateIcon state={state} />
        </Badge>
        {isNamed && (
          <Box component="span" sx={{ color: state === 'no' ? 'text.secondary' : 'text.primary' }}>
            {name}
          </Box>
        )}
      </ButtonBase>
    </Tooltip>
  )
}
