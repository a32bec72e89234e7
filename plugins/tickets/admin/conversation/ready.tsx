import { Button, Menu, MenuItem } from '@mui/material'
import { useState } from 'react'
import { type RaRecord, useGetList, useInput, useTranslate } from 'react-admin'

/** Ready answers, put behind what is written; `#number` and `#title` are the ticket's. */
export function Ready({ ticket }: { readonly ticket: RaRecord }) {
  const translate = useTranslate()
  const { field } = useInput({ source: 'text' })
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { data = [] } = useGetList<RaRecord & { name: string; text: string }>('ticket-answers', {
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: 100 },
  })
  if (data.length === 0) return null
  const put = (text: string) => {
    const filled = text.replaceAll(/#(number|title)\b/g, (_all, name: string) => String(ticket[name] ?? ''))
    field.onChange([field.value, filled].filter(Boolean).join('\n\n'))
    setAnchor(null)
  }
  return (
    <>
      <Button size="small" aria-haspopup="menu" onClick={({ currentTarget }) => setAnchor(currentTarget)}>
        {translate('tickets:slots.conversation.ready')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {data.map(({ id, name, text }) => (
          <MenuItem key={id} onClick={() => put(text)}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
