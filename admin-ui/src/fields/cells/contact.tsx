import { useFieldValue } from 'react-admin'
import type { CellProps } from '../kind.ts'
import { isNothing, Nothing } from '../nothing.tsx'

/** Where such a text leads; only what the web is made of becomes a link. */
const hrefOf = (kind: string, value: string): string | undefined => {
  if (kind === 'email') return `mailto:${value}`
  if (kind === 'phone') return `tel:${value.replaceAll(/[^\d+]/g, '')}`
  return /^https?:\/\//i.test(value) ? value : undefined
}

/** Text that leads somewhere: an e-mail address, a telephone number, an address on the web. */
export function ContactCell({ field, source }: CellProps) {
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <a
      href={hrefOf(field.kind, String(value))}
      className="gh-value gh-link"
      onClick={(event) => event.stopPropagation()}
      {...(field.kind === 'url' && { target: '_blank', rel: 'noopener noreferrer' })}
    >
      {String(value).replace(/^https?:\/\/(www\.)?/, '')}
    </a>
  )
}
