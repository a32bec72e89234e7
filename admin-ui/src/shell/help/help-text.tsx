import { Box, Link } from '@mui/material'
import { compiler } from 'markdown-to-jsx/react'
import type { ReactNode } from 'react'

export interface HelpTextProps {
  /** Markdown. What looks like HTML in it is shown as it is written. */
  readonly text: string
  readonly language: string
  readonly onOpen: (page: string) => void
}

const prose = {
  fontSize: '0.9375rem',
  lineHeight: 1.6,
  '& h1': { typography: 'h2', mt: 0, mb: 1.5 },
  '& h2': { typography: 'h4', mt: 3, mb: 0.75 },
  '& p': { my: 1 },
  '& ul, & ol': { ps: 2.5, my: 1 },
  '& li': { my: 0.5 },
  '& code, & kbd': {
    fontFamily: 'ui-monospace, monospace',
    fontSize: '0.85em',
    px: 0.5,
    borderRadius: '4px',
    border: 1,
    borderColor: 'divider',
  },
}

export function HelpText({ text, language, onOpen }: HelpTextProps) {
  const content = compiler(text, {
    disableParsingRawHTML: true,
    forceBlock: true,
    wrapper: null,
    overrides: { a: { component: HelpLink, props: { onOpen } } },
  })
  return (
    <Box sx={prose} lang={language}>
      {content}
    </Box>
  )
}

interface HelpLinkProps {
  readonly href?: string
  readonly children?: ReactNode
  readonly onOpen: (page: string) => void
}

/** `record.md` is another page of the manual; anything else opens in a window of its own. */
function HelpLink({ href = '', children, onOpen }: HelpLinkProps) {
  const page = /^([a-z-]+)\.md$/.exec(href)?.[1]
  if (!page)
    return (
      <Link href={href} target="_blank" rel="noreferrer">
        {children}
      </Link>
    )
  return (
    <Link
      component="button"
      type="button"
      onClick={() => onOpen(page)}
      sx={{ font: 'inherit', verticalAlign: 'baseline' }}
    >
      {children}
    </Link>
  )
}
