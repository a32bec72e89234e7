import Delete from '@mui/icons-material/DeleteOutlined'
import {
  Autocomplete,
  Box,
  FormControlLabel,
  IconButton,
  MenuItem,
  Paper,
  Switch,
  TextField,
  Tooltip,
  Typography,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Line } from './cell.ts'
import { groupOf, whereOf } from './condition.ts'
import { GroupEditor } from './group-editor.tsx'
import type { CatalogueAction, CatalogueResource } from './rights.ts'
import { type Speech, sentenceOf } from './sentence.ts'

export interface LineEditorProps {
  readonly line: Line
  readonly resource: CatalogueResource
  readonly action: CatalogueAction
  readonly speech: Speech
  /** Where only these may be given. */
  readonly held: readonly Line[]
  readonly isReadOnly: boolean
  readonly onChange: (line: Line) => void
  readonly onRemove?: (() => void) | undefined
}

const withFields = new Set(['read', 'create', 'update'])

/** One case in which an action is allowed (or is not): the sentence it makes, its condition, its fields. */
export function LineEditor(props: LineEditorProps) {
  const { line, resource, action, speech, held, isReadOnly, onChange, onRemove } = props
  const translate = useTranslate()
  const isHeldOnly = action.grantable !== 'all'
  const { where, fields, isException = false } = line
  const put = (changes: Partial<Record<keyof Line, unknown>>) => {
    const next = { ...line, ...changes }
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as Line)
  }
  return (
    <Paper variant="outlined" sx={{ p: 1.5, display: 'grid', gap: 1.25, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'start' }}>
        <Typography sx={{ flex: 1, fontWeight: 600, overflowWrap: 'anywhere' }}>
          {isException && `${translate('pages.roles.except')}: `}
          {sentenceOf(line, resource, speech)}
        </Typography>
        {onRemove && !isReadOnly && (
          <Tooltip title={translate('ra.action.remove')}>
            <IconButton size="small" aria-label={translate('ra.action.remove')} onClick={onRemove}>
              <Delete fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
      </Box>
      {isHeldOnly && !isException ? (
        <TextField
          select
          label={translate('pages.roles.as_yours')}
          disabled={isReadOnly}
          value={Math.max(
            held.findIndex((one) => JSON.stringify(one) === JSON.stringify(line)),
            0,
          )}
          onChange={(event) => onChange(held[Number(event.target.value)] ?? line)}
        >
          {held.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name
            <MenuItem key={index} value={index}>
              {sentenceOf(one, resource, speech)}
            </MenuItem>
          ))}
        </TextField>
      ) : (
        <>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
            <Toggle
              label={translate('pages.roles.has_condition')}
              isOn={where !== undefined}
              isDisabled={isReadOnly}
              onChange={(isOn) => put({ where: isOn ? {} : undefined })}
            />
            {withFields.has(action.name) && (
              <Toggle
                label={translate('pages.roles.has_fields')}
                isOn={fields !== undefined}
                isDisabled={isReadOnly}
                onChange={(isOn) => put({ fields: isOn ? [] : undefined })}
              />
            )}
            <Toggle
              label={translate('pages.roles.is_exception')}
              isOn={isException}
              isDisabled={isReadOnly}
              onChange={(isOn) => put({ isException: isOn || undefined })}
            />
          </Box>
          {where && (
            <GroupEditor
              group={groupOf(where)}
              resource={resource}
              speech={speech}
              isDisabled={isReadOnly}
              onChange={(group) => put({ where: whereOf(group) })}
            />
          )}
          {fields && (
            <Fields
              resource={resource}
              chosen={fields}
              isDisabled={isReadOnly}
              onChange={(names) => put({ fields: names })}
            />
          )}
        </>
      )}
    </Paper>
  )
}

function Toggle(props: {
  readonly label: string
  readonly isOn: boolean
  readonly isDisabled: boolean
  readonly onChange: (isOn: boolean) => void
}) {
  return (
    <FormControlLabel
      control={
        <Switch
          size="small"
          checked={props.isOn}
          disabled={props.isDisabled}
          onChange={(_event, isOn) => props.onChange(isOn)}
        />
      }
      label={props.label}
    />
  )
}

function Fields(props: {
  readonly resource: CatalogueResource
  readonly chosen: readonly string[]
  readonly isDisabled: boolean
  readonly onChange: (names: readonly string[]) => void
}) {
  const { resource, chosen, isDisabled, onChange } = props
  const translate = useTranslate()
  const label = (name: string) => {
    const field = resource.fields.find((one) => one.name === name)
    return field ? translate(field.label) : name
  }
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      disabled={isDisabled}
      options={resource.fields.filter(({ kind }) => kind !== 'many').map(({ name }) => name)}
      getOptionLabel={label}
      value={[...chosen]}
      onChange={(_event, names) => onChange(names)}
      renderInput={(params) => (
        <TextField {...params} label={translate('pages.roles.fields')} error={chosen.length === 0} />
      )}
    />
  )
}
