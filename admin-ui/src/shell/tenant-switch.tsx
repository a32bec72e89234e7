import CheckIcon from '@mui/icons-material/CheckOutlined'
import UnfoldIcon from '@mui/icons-material/UnfoldMoreOutlined'
import { ButtonBase, ListItemIcon, ListItemText, ListSubheader, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useMe } from '../server/use-me.ts'
import { Brand } from './brand.tsx'
import { Mark } from './mark.tsx'

/** Which tenant this window is in. Another one is another address, so that two windows may be in two. */
export function TenantSwitch() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const translate = useTranslate()
  const { tenant } = useManifest()
  const others = (useMe()?.tenants ?? []).filter(({ isOpen }) => isOpen)
  if (others.every(({ slug }) => slug === tenant.slug)) return <Brand />
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={translate('shell.tenant.switch', { name: tenant.name })}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ minWidth: 0, gap: 0.5, p: 0.5, m: -0.5, borderRadius: 2, '&:hover': { bgcolor: 'action.hover' } }}
      >
        <Brand />
        <UnfoldIcon fontSize="small" sx={{ color: 'text.secondary' }} />
      </ButtonBase>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { mt: 0.75, minWidth: 260, maxWidth: 'min(92vw, 380px)' } } }}
      >
        <ListSubheader sx={{ lineHeight: 2.4, bgcolor: 'transparent' }}>
          {translate('shell.tenant.where')}
        </ListSubheader>
        {others.map(({ slug, name }) => (
          <MenuItem key={slug} component="a" href={addressOf(slug)} selected={slug === tenant.slug} sx={{ gap: 1.25 }}>
            <Mark name={name} size={24} />
            <ListItemText primary={name} slotProps={{ primary: { noWrap: true } }} />
            {slug === tenant.slug && (
              <ListItemIcon sx={{ minWidth: 0 }}>
                <CheckIcon fontSize="small" />
              </ListItemIcon>
            )}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}

export const addressOf = (slug: string): string => `/at/${encodeURIComponent(slug)}`
