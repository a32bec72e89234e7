import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import Add from '@mui/icons-material/Add'
import Close from '@mui/icons-material/Close'
import { Box, Button, IconButton, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { ComparisonEditor } from './comparison-editor.tsx'
import { type Group, isGroup, type Part } from './condition.ts'
import type { CatalogueResource } from './rights.ts'
import type { Speech } from './sentence.ts'

export interface GroupEditorProps {
  readonly group: Group
  readonly resource: CatalogueResource
  readonly speech: Speech
  readonly isDisabled: boolean
  readonly onChange: (group: Group) => void
  readonly depth?: number
}

const deepest = 3

/** Comparisons of which all, any or none must hold; a group may hold others. */
export function GroupEditor({ group, resource, speech, isDisabled, onChange, depth = 0 }: GroupEditorProps) {
  const translate = useTranslate()
  const { match } = group
  const parts: readonly Part[] = group.parts.length > 0 ? group.parts : [{ path: '', operator: 'eq' }]
  const put = (next: readonly Part[]) => onChange({ match, parts: next })
  return (
    <Box
      role="group"
      sx={{
        display: 'grid',
        gap: 1,
        minWidth: 0,
        pl: depth > 0 ? 1.5 : 0,
        borderLeft: depth > 0 ? 2 : 0,
        borderColor: 'divider',
      }}
    >
      {(parts.length > 1 || match === 'none') && (
        <TextField
          select
          disabled={isDisabled}
          label={translate('pages.roles.match.label')}
          value={match}
          onChange={(event) => onChange({ match: event.target.value as Group['match'], parts })}
          sx={{ justifySelf: 'start', minWidth: 220 }}
        >
          {(['all', 'any', 'none'] as const).map((each) => (
            <MenuItem key={each} value={each}>
              {translate(`pages.roles.match.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
        <Box key={index} sx={{ display: 'flex', gap: 0.5, alignItems: 'start', minWidth: 0 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            {isGroup(part) ? (
              <GroupEditor
                group={part}
                resource={resource}
                speech={speech}
                isDisabled={isDisabled}
                depth={depth + 1}
                onChange={(next) => put(parts.with(index, next))}
              />
            ) : (
              <ComparisonEditor
                comparison={part}
                resource={resource}
                speech={speech}
                isDisabled={isDisabled}
                depth={depth}
                onChange={(next) => put(parts.with(index, next))}
              />
            )}
          </Box>
          {parts.length > 1 && !isDisabled && (
            <IconButton
              size="small"
              sx={{ mt: 0.5 }}
              aria-label={translate('ra.action.remove')}
              onClick={() => put(parts.toSpliced(index, 1))}
            >
              <Close fontSize="small" />
            </IconButton>
          )}
        </Box>
      ))}
      {!isDisabled && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button size="small" startIcon={<Add />} onClick={() => put([...parts, { path: '', operator: 'eq' }])}>
            {translate('pages.roles.add_comparison')}
          </Button>
          {depth < deepest && (
            <Button
              size="small"
              color="inherit"
              startIcon={<AccountTree />}
              onClick={() =>
                put([
                  ...parts,
                  {
                    match: match === 'any' ? 'all' : 'any',
                    parts: [
                      { path: '', operator: 'eq' },
                      { path: '', operator: 'eq' },
                    ],
                  },
                ])
              }
            >
              {translate('pages.roles.add_group')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}
