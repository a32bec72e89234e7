import CloseIcon from '@mui/icons-material/CloseOutlined'
import { Dialog, DialogContent, DialogTitle, Divider, IconButton, useMediaQuery, useTheme } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Me } from '../../server/use-me.ts'
import { Links } from './links.tsx'
import { Passkeys } from './passkeys/passkeys.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { SecondFactor } from './second-factor/second-factor.tsx'
import { YourData } from './your-data.tsx'

export interface ProfileProps {
  readonly me: Me
  readonly onClose: () => void
}

/** Who one is here, and how one comes in. */
export default function Profile({ me, onClose }: ProfileProps) {
  const translate = useTranslate()
  const isPhone = useMediaQuery(useTheme().breakpoints.down('sm'))
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" scroll="body" aria-labelledby="profile" fullScreen={isPhone}>
      <DialogTitle id="profile" sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
        {translate('shell.account.profile')}
        <IconButton aria-label={translate('ra.action.close')} onClick={onClose} edge="end">
          <CloseIcon fontSize="small" />
        </IconButton>
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <ProfileForm me={me} onSaved={onClose} />
        <Divider />
        <PasswordForm onSaved={onClose} />
        <Divider />
        <SecondFactor />
        <Passkeys />
        <Links />
        <YourData onLeave={onClose} />
      </DialogContent>
    </Dialog>
  )
}
