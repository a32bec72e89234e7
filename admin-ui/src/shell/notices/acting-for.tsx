import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useMe } from '../../server/use-me.ts'
import { addressOf } from '../tenant-switch.tsx'
import { Notice } from './notice.tsx'

/** Who acts in a tenant without being one of its people is told so all the time, and finds back. */
export function ActingFor() {
  const translate = useTranslate()
  const { tenant } = useManifest()
  const me = useMe()
  if (!me?.outside) return null
  const home = me.tenants.find(({ slug, isOpen }) => isOpen && slug !== tenant.slug)
  const action = home && {
    label: translate('shell.tenant.back', { name: home.name }),
    onClick: () => location.assign(addressOf(home.slug)),
  }
  return <Notice tone="warning" text={translate('shell.tenant.actingFor', { name: tenant.name })} action={action} />
}
