import { Autocomplete, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Confirm } from '../parts/confirm.tsx'
import { useTell } from '../parts/use-core.ts'
import { branchOf, type Tenant } from './tenants.ts'

/** Puts a business with all below it under another, or under none. */
export function MoveTenant(props: {
  readonly tenant: Tenant
  readonly tenants: readonly Tenant[]
  readonly onClose: () => void
}) {
  const { tenant, tenants, onClose } = props
  const translate = useTranslate()
  const [parent, setParent] = useState(tenants.find(({ id }) => id === tenant.parent) ?? null)
  const [refusal, setRefusal] = useState<string>()
  const { mutate, isPending } = useTell({
    onDone: onClose,
    onRefused({ message, errors }) {
      setRefusal((errors as Record<string, string> | undefined)?.['parent'] ?? message)
      return true
    },
  })
  const own = branchOf(tenants, tenant.id)
  return (
    <Confirm
      isOpen
      title={translate('pages.tenants.move_title', { name: tenant.name })}
      action={translate('pages.tenants.move')}
      isBusy={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate({
          path: `/tenants/${tenant.id}`,
          method: 'PATCH',
          body: { parent: parent?.id ?? null, version: tenant.version },
        })
      }
    >
      <Autocomplete
        sx={{ mt: 1 }}
        options={tenants.filter(({ id }) => !own.has(id))}
        value={parent}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ id }) => id}
        onChange={(_event, next) => setParent(next)}
        renderInput={(params) => (
          <TextField
            {...params}
            label={translate('pages.tenants.parent')}
            placeholder={translate('pages.tenants.no_parent')}
            error={refusal !== undefined}
            helperText={refusal ?? translate('pages.tenants.move_hint')}
          />
        )}
      />
    </Confirm>
  )
}
