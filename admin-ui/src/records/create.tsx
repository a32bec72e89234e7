import { Create, useResourceContext } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { RecordForm } from './form.tsx'

export function RecordCreate() {
  const resource = useManifest().require(useResourceContext() ?? '')
  return (
    <Create>
      <RecordForm fields={resource.fields.filter(({ creatable, computed }) => creatable !== 'never' && !computed)} />
    </Create>
  )
}
