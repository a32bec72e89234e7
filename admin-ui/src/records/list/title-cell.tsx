import { Box } from '@mui/material'
import type { ReactNode } from 'react'
import { useCreatePath, useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'

/** What a record is called by, as the link to it. */
export function TitleCell({ resource, children }: { readonly resource: string; readonly children: ReactNode }) {
  const record = useRecordContext()
  const createPath = useCreatePath()
  if (!record) return null
  return (
    <Box
      component={Link}
      to={createPath({ resource, id: record.id, type: 'show' })}
      data-row-link={record.id}
      onClick={(event) => event.stopPropagation()}
      sx={{
        color: 'text.primary',
        textDecoration: 'none',
        fontWeight: 600,
        '& .MuiTypography-root': { fontWeight: 600 },
        '&:hover': { textDecoration: 'underline' },
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 2, borderRadius: 0.5 },
      }}
    >
      {children}
    </Box>
  )
}
