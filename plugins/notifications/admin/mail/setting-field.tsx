import { MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { useDraft } from './settings.ts'

interface SettingFieldProps {
  readonly name: string
  readonly form: ReturnType<typeof useDraft>
  readonly type?: 'text' | 'number' | 'password' | 'email' | 'url'
  readonly choices?: readonly string[]
  readonly rows?: number
  readonly hint?: string | undefined
}

export function SettingField({ name, form, type = 'text', choices, rows, hint }: SettingFieldProps) {
  const translate = useTranslate()
  const { draft, errors, put } = form
  const text = (value: string) => put(name, type === 'number' && value !== '' ? Number(value) : value)
  return (
    <TextField
      {...{ name, type, fullWidth: true, label: translate(`notifications:settings.${name}`) }}
      value={draft[name] ?? ''}
      error={errors[name] !== undefined}
      helperText={errors[name] ?? hint}
      autoComplete={type === 'password' ? 'new-password' : 'off'}
      {...(choices && { select: true })}
      {...(rows && { multiline: true, minRows: rows })}
      onChange={({ target }) => text(target.value)}
    >
      {choices?.map((choice) => (
        <MenuItem key={choice} value={choice}>
          {translate(`notifications:settingValues.${name}.${choice}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}
