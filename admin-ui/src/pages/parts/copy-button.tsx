import { Button, type ButtonProps } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

export interface CopyButtonProps extends Pick<ButtonProps, 'variant' | 'size'> {
  readonly text: string
}

/** Puts a text where it can be pasted from, and says that it did. */
export function CopyButton({ text, ...look }: CopyButtonProps) {
  const translate = useTranslate()
  const [copied, setCopied] = useState<string>()
  return (
    <Button {...look} onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}>
      {translate(copied === text ? 'pages.copied' : 'pages.copy')}
    </Button>
  )
}
