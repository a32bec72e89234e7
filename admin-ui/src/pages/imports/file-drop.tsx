import Upload from '@mui/icons-material/FileUploadOutlined'
import { Box, Button, Typography } from '@mui/material'
import { useRef, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'

interface FileDropProps {
  readonly label: string
  readonly hint?: string
  onFile(file: File): Promise<void>
}

/** A place to drop a file on, or to choose one. */
export function FileDrop({ label, hint, onFile }: FileDropProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [isBusy, setBusy] = useState(false)

  async function take(file: File | undefined) {
    if (!file) return
    setBusy(true)
    try {
      await onFile(file)
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setBusy(false)
  }

  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer.files[0])
      }}
      sx={{
        display: 'grid',
        justifyItems: 'center',
        gap: 1,
        p: 3,
        textAlign: 'center',
        border: '1px dashed',
        borderColor: isOver ? 'primary.main' : 'divider',
        borderRadius: 1,
        bgcolor: isOver ? 'action.hover' : undefined,
      }}
    >
      <Button
        variant={hint ? 'contained' : 'outlined'}
        startIcon={<Upload />}
        loading={isBusy}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      {hint && (
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '60ch' }}>
          {hint}
        </Typography>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={translate('pages.imports.choose')}
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={({ target }) => {
          void take(target.files?.[0])
          target.value = ''
        }}
      />
    </Box>
  )
}
