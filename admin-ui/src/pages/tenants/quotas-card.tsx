import { Box, Button, Skeleton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { Card } from '../parts/card.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { useCore } from '../parts/use-core.ts'
import { useForm } from '../parts/use-form.ts'
import type { Usage } from './tenants.ts'
import { UsageBars } from './usage-bars.tsx'
import { useQuotaName } from './use-quota-name.ts'

/** What a business may have at most, and how far it is; whoever runs the installation changes it. */
export function QuotasCard({ tenantId }: { readonly tenantId: string }) {
  const translate = useTranslate()
  const [isOpen, setOpen] = useState(false)
  const { data: usage } = useCore<readonly Usage[]>(`/tenants/${tenantId}/quotas`)
  return (
    <Card
      title={translate('pages.quotas.title')}
      lead={translate('pages.quotas.lead')}
      actions={
        <Button disabled={!usage} onClick={() => setOpen(true)}>
          {translate('pages.quotas.change')}
        </Button>
      }
    >
      {!usage && <Skeleton variant="rectangular" height={80} />}
      {usage?.length === 0 && <Typography color="textSecondary">{translate('pages.quotas.none')}</Typography>}
      {usage && usage.length > 0 && <UsageBars usage={usage} />}
      {usage && isOpen && <Change tenantId={tenantId} usage={usage} onClose={() => setOpen(false)} />}
    </Card>
  )
}

const plain = ['people', 'records', 'requestsPerMinute', 'exportsPerDay']

function Change(props: { readonly tenantId: string; readonly usage: readonly Usage[]; readonly onClose: () => void }) {
  const { tenantId, usage, onClose } = props
  const translate = useTranslate()
  const nameOf = useQuotaName()
  const { resources } = useManifest()
  const own = resources.filter(({ plugin }) => plugin !== 'core').map(({ name }) => `records.${name}`)
  const names = [...new Set([...plain, ...usage.map(({ quota }) => quota), ...own])]
  const [values, setValues] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(usage.map(({ quota, most }) => [quota, String(most)])),
  )
  const { send, ...form } = useForm(onClose)
  const isWrong = (text = '') => text !== '' && !/^\d{1,9}$/.test(text)
  const submit = () => {
    const given = Object.entries(values).filter(([, text]) => text !== '')
    const quotas = Object.fromEntries(given.map(([name, text]) => [name, Number(text)]))
    send({ path: `/tenants/${tenantId}/quotas`, method: 'PUT', body: { quotas } })
  }
  return (
    <FormDialog
      {...form}
      title={translate('pages.quotas.title')}
      isReady={!Object.values(values).some(isWrong)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography color="textSecondary">{translate('pages.quotas.hint')}</Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        {names.map((name) => (
          <TextField
            key={name}
            label={nameOf(name)}
            value={values[name] ?? ''}
            onChange={({ target }) => setValues({ ...values, [name]: target.value.trim() })}
            error={isWrong(values[name])}
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          />
        ))}
      </Box>
    </FormDialog>
  )
}
