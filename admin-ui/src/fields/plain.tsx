import type { ReactNode } from 'react'

/** A value as text: one or two lines in a list, as it was written on the record's own page. */
export const Plain = ({ children, isFull = false }: { children: ReactNode; isFull?: boolean }) => (
  <span className={`gh-value ${isFull ? 'gh-whole' : 'gh-short'}`}>{children}</span>
)

/** A figure: digits of one width, never broken. */
export const Figure = ({ children }: { children: ReactNode }) => <span className="gh-value gh-figure">{children}</span>
