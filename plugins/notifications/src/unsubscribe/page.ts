import type { Scope } from '@guildhall/sdk'

interface Page {
  readonly title: string
  readonly text: string
  /** The button that does it. */
  readonly button?: string
}

/** A page for somebody who is not signed in. It has no script and no style, and is readable all the same. */
export function pageOf({ language }: Scope, { title, text, button }: Page): string {
  const form = button ? `<form method="post"><button type="submit">${escaped(button)}</button></form>` : ''
  return `<!doctype html>
<html lang="${escaped(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(title)}</title></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p>${form}</main></body>
</html>
`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
