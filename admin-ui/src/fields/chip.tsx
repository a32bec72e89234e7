import type { Tone } from './tones.ts'

export interface ToneChipProps {
  readonly tone: Tone
  readonly text: string
  readonly isState?: boolean
}

/** A value of a fixed list. A state is filled with its colour; a choice has a dot of it. */
export const ToneChip = ({ tone, text, isState = false }: ToneChipProps) => (
  <span className={isState ? 'gh-chip gh-state' : 'gh-chip'} data-tone={tone}>
    <span>{text}</span>
  </span>
)
