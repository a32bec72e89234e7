import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, FormHelperText, IconButton, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form'
import { isRow, type Schema } from '../json/schema.ts'
import { useFieldWords } from '../words.ts'
import { PartInput, type PartProps } from './json-part.tsx'

/** Rows that can be added and taken away: a list of values, or of objects whose parts stand side by side. */
export function ListInput({ field, source, schema, path, label, isDisabled = false }: PartProps) {
  const translate = useTranslate()
  const { control } = useFormContext()
  const { fields, append, remove } = useFieldArray({ control, name: source })
  const { errors } = useFormState({ control, name: source })
  const items = schema.items ?? {}
  const rows = isRow(items)
  const isFull = schema.maxItems !== undefined && fields.length >= schema.maxItems
  const problem = errors[source]?.message
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 1.25 }}>
      <Typography component="legend" variant="caption" color="textSecondary" sx={{ mb: 1, p: 0 }}>
        {label}
      </Typography>
      {fields.map(({ id }, index) => (
        <Box key={id} sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}>
          <Box sx={rowLayout(items)}>
            {rows ? (
              <Parts
                field={field}
                source={`${source}.${index}`}
                schema={items}
                path={path}
                label={label}
                isDisabled={isDisabled}
              />
            ) : (
              <PartInput
                field={field}
                source={`${source}.${index}`}
                schema={items}
                path={path}
                label={translate('fields.nth', { field: label, nth: index + 1 })}
                isDisabled={isDisabled}
                isRequired
              />
            )}
          </Box>
          <IconButton
            size="small"
            aria-label={translate('fields.remove_nth', { field: label, nth: index + 1 })}
            disabled={isDisabled}
            onClick={() => remove(index)}
            sx={{ mt: 0.5 }}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
      ))}
      {typeof problem === 'string' && <FormHelperText error>{problem}</FormHelperText>}
      <Box>
        <Button
          size="small"
          startIcon={<AddIcon />}
          disabled={isDisabled || isFull}
          onClick={() => append(emptyOf(items))}
        >
          {translate('fields.add_to', { field: label })}
        </Button>
      </Box>
    </Box>
  )
}

/** The parts of an object, each under its own name. */
export function Parts({ field, source, schema, path, isDisabled = false }: PartProps) {
  const { part: nameOf } = useFieldWords(field)
  return Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const at = path ? `${path}.${name}` : name
    const props = {
      field,
      source: `${source}.${name}`,
      schema: part,
      path: at,
      label: nameOf(at),
      isDisabled,
      isRequired: schema.required?.includes(name) ?? false,
    }
    return part.type === 'array' ? <ListInput key={name} {...props} /> : <PartInput key={name} {...props} />
  })
}

const rowLayout = (items: Schema) => ({
  flex: 1,
  minWidth: 0,
  display: 'grid',
  gap: 1,
  gridTemplateColumns: {
    xs: '1fr',
    sm: `repeat(${Math.min(Object.keys(items.properties ?? { one: 0 }).length, 3)}, minmax(0, 1fr))`,
  },
})

/** react-hook-form keeps lists of objects: a plain value begins as an empty text. */
const emptyOf = (items: Schema): unknown =>
  isRow(items)
    ? Object.fromEntries(
        Object.entries(items.properties ?? {}).map(([name, { default: value }]) => [name, value ?? null]),
      )
    : ''
