import { Button } from '@mui/material'
import { type ReactNode, useRef } from 'react'

export interface FileButtonProps {
  readonly children: ReactNode
  readonly accept?: string
  readonly isDisabled?: boolean
  readonly onFile: (file: File) => void
}

/** A button that asks for a file of this machine. */
export function FileButton({ children, accept, isDisabled = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="outlined" disabled={isDisabled} sx={{ flexShrink: 0 }} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onFile(file)
          // The same file can be chosen again.
          target.value = ''
        }}
      />
    </>
  )
}
