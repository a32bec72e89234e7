import { Labeled, Show, SimpleShowLayout, useResourceContext } from 'react-admin'
import { kindOf } from '../fields/kinds.ts'
import { useManifest } from '../server/manifest.ts'

export function RecordShow() {
  const resource = useManifest().require(useResourceContext() ?? '')
  return (
    <Show>
      <SimpleShowLayout>
        {resource.fields
          .filter(({ readable }) => readable !== 'never')
          .map((field) => {
            const { Cell } = kindOf(field.kind)
            return (
              <Labeled key={field.name} label={field.label}>
                <Cell field={field} source={field.name} />
              </Labeled>
            )
          })}
      </SimpleShowLayout>
    </Show>
  )
}
