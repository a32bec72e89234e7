import {
  BooleanInput,
  DateInput,
  maxLength,
  minLength,
  required,
  SelectInput,
  TextInput,
  type Validator,
} from 'react-admin'
import { type Schema, shapeOf } from '../json/schema.ts'
import type { InputProps } from '../kind.ts'
import { useFieldWords } from '../words.ts'
import { number } from './number.tsx'
import { WeekdayInput } from './weekday.tsx'

export interface PartProps extends InputProps {
  readonly schema: Schema
  /** Where in the field it is, without positions in lists: `days.from`. */
  readonly path: string
  readonly label: string
  readonly isRequired?: boolean
}

/** One plain value inside structured data. */
export function PartInput({ field, source, schema, path, label, isRequired = false, isDisabled = false }: PartProps) {
  const words = useFieldWords(field)
  const common = { source, label, helperText: false, margin: 'none', fullWidth: true, disabled: isDisabled } as const
  const validate = isRequired ? [must] : []
  const shape = shapeOf(schema)
  if (shape === 'choice')
    return (
      <SelectInput
        {...common}
        validate={validate}
        translateChoice={false}
        choices={(schema.enum ?? []).map((value) => ({ id: value, name: words.partValue(path, String(value)) }))}
      />
    )
  if (schema.format === 'weekday') return <WeekdayInput {...common} validate={validate} />
  if (shape === 'boolean') return <BooleanInput {...common} />
  if (shape === 'integer' || shape === 'number') {
    const { Input } = number
    return Input ? <Input field={numeric(schema, label, isRequired)} source={source} isDisabled={isDisabled} /> : null
  }
  if (schema.format === 'date')
    return <DateInput {...common} validate={validate} parse={(day: string) => day || null} />
  return <TextInput {...common} validate={[...validate, ...lengths(schema)]} />
}

const must = required()

const lengths = ({ minLength: least, maxLength: most }: Schema): Validator[] => [
  ...(least ? [minLength(least)] : []),
  ...(most ? [maxLength(most)] : []),
]

const numeric = ({ type, minimum, maximum }: Schema, label: string, required: boolean) => ({
  name: label,
  kind: type === 'integer' ? 'integer' : 'decimal',
  label,
  required,
  scale: 12,
  limits: { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) },
})
