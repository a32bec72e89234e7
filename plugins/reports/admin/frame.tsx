import { PageFrame } from '@guildhall/admin-ui'
import { Typography } from '@mui/material'
import type { ReactNode } from 'react'

interface FrameProps {
  /** Of what is looked at; the page has its own. */
  readonly name?: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** What each of these screens begins with. */
export function Frame({ name, lead, actions, children }: FrameProps) {
  const head = (
    <>
      {name && (
        <Typography variant="h5" component="h2" color="textPrimary">
          {name}
        </Typography>
      )}
      {lead}
    </>
  )
  return (
    <PageFrame lead={head} actions={actions}>
      {children}
    </PageFrame>
  )
}
