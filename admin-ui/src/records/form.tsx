import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { SimpleForm } from 'react-admin'
import { kindOf } from '../fields/kinds.ts'

export function RecordForm({ fields }: { readonly fields: readonly ManifestRecordField[] }) {
  return (
    <SimpleForm>
      {fields.map((field) => {
        const { Input } = kindOf(field.kind)
        return Input ? <Input key={field.name} field={field} source={field.name} /> : null
      })}
    </SimpleForm>
  )
}
