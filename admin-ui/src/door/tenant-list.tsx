import { Box, List, ListItemButton, ListItemText } from '@mui/material'
import { Mark } from '../shell/mark.tsx'
import { Doorway } from './doorway.tsx'
import { tenantPath } from './way.ts'
import { useWords } from './words.ts'

export interface Tenant {
  readonly slug: string
  readonly name: string
  readonly isOpen?: boolean
}

/** Who belongs to several chooses; each is an address of its own. */
export function TenantList({ tenants }: { readonly tenants: readonly Tenant[] }) {
  const { translate } = useWords()
  return (
    <Doorway title={translate('door.tenants.title')}>
      <List disablePadding sx={{ mx: -1 }}>
        {tenants.map(({ slug, name }) => (
          <Box component="li" key={slug}>
            <ListItemButton component="a" href={tenantPath(slug)} sx={{ gap: 1.5, px: 1 }}>
              <Mark name={name} />
              <ListItemText primary={name} slotProps={{ primary: { sx: { fontWeight: 600 } } }} />
            </ListItemButton>
          </Box>
        ))}
      </List>
    </Doorway>
  )
}
