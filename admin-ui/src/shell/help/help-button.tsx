import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import { IconButton, Tooltip } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useLocation } from 'react-router-dom'
import { helpPageOf } from './page-of.ts'

const HelpDrawer = lazy(() => import('./help-drawer.tsx'))

/** The page of the manual that speaks of this screen, beside it. */
export function HelpButton() {
  const [isOpen, setOpen] = useState(false)
  const { pathname } = useLocation()
  const translate = useTranslate()
  const label = translate('shell.help.label')
  return (
    <>
      <Tooltip title={label}>
        <IconButton aria-label={label} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <HelpIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Suspense fallback={null}>
        {isOpen && <HelpDrawer page={helpPageOf(pathname)} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
