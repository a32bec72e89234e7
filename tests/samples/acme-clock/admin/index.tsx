import { defineAdmin, useManifest } from '@guildhall/admin-ui'
import { Typography } from '@mui/material'
import Chip from '@mui/material/Chip'
import { useTranslate } from 'react-admin'
import type { slots } from '../src/slots.ts'

function Clock() {
  const translate = useTranslate()
  const { tenant, zone } = useManifest()
  return (
    <>
      <Typography>{translate('acme-clock:slots.clock.here', { tenant: tenant.name })}</Typography>
      <Chip label={zone} />
    </>
  )
}

function Cities() {
  const translate = useTranslate()
  return <Typography>{translate('acme-clock:slots.cities.text')}</Typography>
}

export default defineAdmin<typeof slots>({ slots: { clock: Clock, cities: Cities } })
