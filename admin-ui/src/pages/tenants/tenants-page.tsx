import Add from '@mui/icons-material/Add'
import MoreVert from '@mui/icons-material/MoreVert'
import SubdirectoryArrowRight from '@mui/icons-material/SubdirectoryArrowRight'
import {
  Box,
  Button,
  Chip,
  IconButton,
  Link,
  List,
  ListItem,
  ListItemText,
  Menu,
  MenuItem,
  Skeleton,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { Empty } from '../../shell/empty.tsx'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { BusinessRegistration } from '../registration/business-registration.tsx'
import { DeletedTenants } from './deleted-tenants.tsx'
import { MoveTenant } from './move-tenant.tsx'
import { NewTenant } from './new-tenant.tsx'
import { RestoreTenant } from './restore-tenant.tsx'
import { type Tenant, treeOf } from './tenants.ts'

const range = encodeURIComponent('[0,999]')
type Asking = { readonly what: 'child' | 'move' | 'suspend'; readonly tenant: Tenant }

/** Every business of the installation, and which stands below which. */
export default function TenantsPage() {
  const translate = useTranslate()
  const { tenant: here } = useManifest()
  const [q, setQ] = useState('')
  const [isNew, setNew] = useState(false)
  const [isRestoring, setRestoring] = useState(false)
  const [isRegistration, setRegistration] = useState(false)
  const [asking, setAsking] = useState<Asking | null>(null)
  const { data } = useCore<readonly Tenant[]>(`/tenants?range=${range}`)
  const { mutate, isPending } = useTell({ onDone: () => setAsking(null) })
  const rows = treeOf(data ?? []).filter(({ tenant }) =>
    `${tenant.name} ${tenant.slug}`.toLowerCase().includes(q.toLowerCase()),
  )
  const isSuspended = asking?.tenant.status === 'suspended'
  return (
    <PageFrame
      isNarrow
      title={translate('pages.tenants.title')}
      lead={translate('pages.tenants.lead')}
      actions={
        <>
          <TextField
            type="search"
            label={translate('ra.action.search')}
            value={q}
            onChange={({ target }) => setQ(target.value)}
          />
          <Button variant="outlined" onClick={() => setRegistration(true)}>
            {translate('pages.registration.businesses.open')}
          </Button>
          <Button variant="outlined" onClick={() => setRestoring(true)}>
            {translate('pages.tenant.restore.start')}
          </Button>
          <Button variant="contained" startIcon={<Add />} onClick={() => setNew(true)}>
            {translate('pages.tenants.new')}
          </Button>
        </>
      }
    >
      <Card isFlush>
        {!data && <Skeleton variant="rectangular" height={240} />}
        {data && rows.length === 0 && <Empty text={translate('pages.tenants.none')} />}
        <List disablePadding>
          {rows.map(({ tenant, depth }) => (
            <ListItem
              key={tenant.id}
              divider
              sx={{ pl: 2 + Math.min(depth, 5) * 2.5, gap: 1 }}
              secondaryAction={<TenantMenu tenant={tenant} onAsk={(what) => setAsking({ what, tenant })} />}
            >
              {depth > 0 && <SubdirectoryArrowRight fontSize="small" sx={{ color: 'text.disabled' }} />}
              <ListItemText
                primary={
                  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
                    <Link
                      component={RouterLink}
                      to={`/tenants/${tenant.id}`}
                      color="inherit"
                      underline="hover"
                      sx={{ fontWeight: 600 }}
                    >
                      {tenant.name}
                    </Link>
                    {tenant.id === here.id && (
                      <Chip size="small" variant="outlined" color="primary" label={translate('pages.tenants.here')} />
                    )}
                    {tenant.isSelfRegistered && (
                      <Chip size="small" variant="outlined" label={translate('pages.registration.businesses.own')} />
                    )}
                    {(tenant.status === 'deleting' || tenant.status === 'purging') && (
                      <Chip size="small" variant="outlined" color="error" label={translate('pages.tenant.deleting')} />
                    )}
                    {tenant.status === 'suspended' && (
                      <Chip
                        size="small"
                        variant="outlined"
                        color="warning"
                        label={translate('pages.tenants.suspended')}
                      />
                    )}
                  </Box>
                }
                secondary={[tenant.slug, tenant.zone, tenant.currency].join(' · ')}
              />
            </ListItem>
          ))}
        </List>
      </Card>
      <DeletedTenants />
      {isRegistration && <BusinessRegistration onClose={() => setRegistration(false)} />}
      {isRestoring && <RestoreTenant onClose={() => setRestoring(false)} />}
      {(isNew || asking?.what === 'child') && (
        <NewTenant
          parent={asking?.what === 'child' ? asking.tenant : null}
          onClose={() => {
            setNew(false)
            setAsking(null)
          }}
        />
      )}
      {asking?.what === 'move' && (
        <MoveTenant tenant={asking.tenant} tenants={data ?? []} onClose={() => setAsking(null)} />
      )}
      <Confirm
        isOpen={asking?.what === 'suspend'}
        title={translate(isSuspended ? 'pages.tenants.reopen_title' : 'pages.tenants.suspend_title', {
          name: asking?.tenant.name ?? '',
        })}
        action={translate(isSuspended ? 'pages.tenants.reopen' : 'pages.tenants.suspend')}
        isDestructive={!isSuspended}
        isBusy={isPending}
        onClose={() => setAsking(null)}
        onConfirm={() =>
          asking &&
          mutate({
            path: `/tenants/${asking.tenant.id}`,
            method: 'PATCH',
            body: { status: isSuspended ? 'active' : 'suspended', version: asking.tenant.version },
          })
        }
      >
        {translate(isSuspended ? 'pages.tenants.reopen_hint' : 'pages.tenants.suspend_hint')}
      </Confirm>
    </PageFrame>
  )
}

function TenantMenu({ tenant, onAsk }: { readonly tenant: Tenant; readonly onAsk: (what: Asking['what']) => void }) {
  const translate = useTranslate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const ask = (what: Asking['what']) => () => {
    setAnchor(null)
    onAsk(what)
  }
  return (
    <>
      <IconButton
        edge="end"
        aria-haspopup="menu"
        aria-label={`${translate('pages.tenants.more')}: ${tenant.name}`}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <MoreVert />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem component="a" href={`/at/${encodeURIComponent(tenant.slug)}`}>
          {translate('pages.tenants.open')}
        </MenuItem>
        <MenuItem component={RouterLink} to={`/tenants/${tenant.id}`}>
          {translate('pages.tenant.manage')}
        </MenuItem>
        <MenuItem onClick={ask('child')}>{translate('pages.tenants.new_below')}</MenuItem>
        <MenuItem onClick={ask('move')}>{translate('pages.tenants.move')}</MenuItem>
        {(tenant.status === 'active' || tenant.status === 'suspended') && (
          <MenuItem onClick={ask('suspend')}>
            {translate(tenant.status === 'suspended' ? 'pages.tenants.reopen' : 'pages.tenants.suspend')}
          </MenuItem>
        )}
      </Menu>
    </>
  )
}
