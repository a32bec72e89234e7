import type { MouseEvent } from 'react'

interface TickBoxProps {
  readonly label: string
  readonly isTicked: boolean
  readonly onTick: (event: MouseEvent) => void
}

/** MUI's checkbox to look at, and the browser's own beneath: a list has a hundred. */
export const TickBox = ({ label, isTicked, onTick }: TickBoxProps) => (
  <span>
    <input
      type="checkbox"
      aria-label={label}
      checked={isTicked}
      // What is ticked is told by the click, which knows of the shift key.
      onChange={() => {}}
      onClick={(event) => {
        event.stopPropagation()
        onTick(event)
      }}
    />
    <svg viewBox="0 0 24 24" aria-hidden>
      <path d={isTicked ? ticked : empty} />
    </svg>
  </span>
)

const empty = 'M19 5v14H5V5h14m0-2H5c-1.1 0-2 .9-2 2v14c0 1.1.9 2 2 2h14c1.1 0 2-.9 2-2V5c0-1.1-.9-2-2-2z'
const ticked =
  'M19 3H5c-1.11 0-2 .9-2 2v14c0 1.1.89 2 2 2h14c1.11 0 2-.9 2-2V5c0-1.1-.89-2-2-2zm-9 14l-5-5 1.41-1.41L10 14.17l7.59-7.59L19 8l-9 9z'
