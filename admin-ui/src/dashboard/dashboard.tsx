import { Title } from 'react-admin'
import { useManifest } from '../server/manifest.ts'

export function Dashboard() {
  const { tenant } = useManifest()
  return <Title title={tenant.name} />
}
