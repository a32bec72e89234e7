import { Button, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { ask } from './ask.ts'
import { Doorway } from './doorway.tsx'
import { type Tenant, TenantList } from './tenant-list.tsx'
import { tenantPath } from './way.ts'
import { useWords } from './words.ts'

interface Me {
  readonly tenant: Tenant | null
  readonly tenants: readonly Tenant[]
}

/** The bare address: on to the only tenant, or a choice among several. Who is not signed in was sent to the door before. */
export function Tenants() {
  const { translate, language } = useWords()
  const [open, setOpen] = useState<readonly Tenant[] | null>(null)

  useEffect(() => {
    void ask<Me>(language, '/api/auth/me').then((me) => {
      if (!('answer' in me)) return location.replace('/sign-in')
      const found = me.answer.tenants.filter(({ isOpen }) => isOpen)
      const only = found.length > 1 ? undefined : (found[0] ?? me.answer.tenant)
      if (only) location.replace(tenantPath(only.slug))
      else setOpen(found)
    })
  }, [language])

  const leave = async () => {
    await ask(language, '/api/auth/logout', {})
    location.assign('/sign-in')
  }

  if (!open) return null
  if (open.length > 0) return <TenantList tenants={open} />
  return (
    <Doorway title={translate('door.tenants.title')}>
      <Typography sx={{ mb: 2 }}>{translate('door.tenants.none')}</Typography>
      <Button variant="outlined" onClick={() => void leave()}>
        {translate('door.tenants.leave')}
      </Button>
    </Doorway>
  )
}
