import Add from '@mui/icons-material/Add'
import HelpOutline from '@mui/icons-material/HelpOutlineOutlined'
import { Box, Button, Chip, List, ListItemButton, ListItemText, Skeleton, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetList, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { NewRole } from './new-role.tsx'
import type { RoleRecord } from './rights.ts'
import { SeeAsButton } from './see-as-button.tsx'

/** The roles of the tenant: what each starts from, how far it departs from that, who has it. */
export default function RolesPage() {
  const translate = useTranslate()
  const [isNew, setNew] = useState(false)
  const { data, isPending } = useGetList<RoleRecord>('roles', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'createdAt', order: 'ASC' },
  })
  return (
    <PageFrame
      isNarrow
      title={translate('pages.roles.title')}
      lead={translate('pages.roles.lead')}
      actions={
        <>
          <Button component={Link} to="/roles/why" startIcon={<HelpOutline />} color="inherit">
            {translate('pages.roles.why.open')}
          </Button>
          <Button variant="contained" startIcon={<Add />} onClick={() => setNew(true)}>
            {translate('pages.roles.new')}
          </Button>
        </>
      }
    >
      <Card isFlush>
        {isPending ? (
          <Skeleton variant="rectangular" height={280} />
        ) : (
          <List disablePadding>
            {data?.map((role, index) => (
              <RoleRow key={role.id} role={role} isFirst={index === 0} />
            ))}
          </List>
        )}
      </Card>
      {isNew && <NewRole onClose={() => setNew(false)} />}
    </PageFrame>
  )
}

function RoleRow({ role, isFirst }: { readonly role: RoleRecord; readonly isFirst: boolean }) {
  const translate = useTranslate()
  const { total } = useGetList('people', {
    filter: { roles: role.id, status_ne: 'deactivated' },
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'id', order: 'ASC' },
  })
  const { add = [], remove = [] } = role.differences ?? {}
  const changes = add.length + remove.length
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', borderTop: isFirst ? 0 : 1, borderColor: 'divider', pr: 1 }}
    >
      <ListItemButton component={Link} to={`/roles/${role.id}`} sx={{ py: 1.25, minWidth: 0 }}>
        <ListItemText
          primary={role.name}
          secondary={translate('pages.roles.starts_from', {
            archetype: translate(`core:archetypes.${role.archetype}`).toLocaleLowerCase(),
          })}
          slotProps={{ primary: { sx: { fontWeight: 600, overflowWrap: 'anywhere' } } }}
        />
        {changes > 0 && (
          <Chip
            size="small"
            variant="outlined"
            label={translate('pages.roles.changes', { smart_count: changes })}
            sx={{ mr: 1, display: { xs: 'none', sm: 'inline-flex' } }}
          />
        )}
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ minWidth: { sm: 96 }, ml: 1.5, textAlign: 'end', whiteSpace: 'nowrap' }}
        >
          {total === undefined ? '' : translate('pages.roles.people', { smart_count: total })}
        </Typography>
      </ListItemButton>
      <SeeAsButton kind="role" id={role.id} label={role.name} isIcon />
    </Box>
  )
}
