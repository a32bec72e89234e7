import { Edit, useResourceContext } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { RecordForm } from './form.tsx'

export function RecordEdit() {
  const resource = useManifest().require(useResourceContext() ?? '')
  return (
    <Edit mutationMode="pessimistic">
      <RecordForm fields={resource.fields.filter(({ updatable, computed }) => updatable !== 'never' && !computed)} />
    </Edit>
  )
}
