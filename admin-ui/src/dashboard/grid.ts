/** Twelve columns, as in a newspaper; a card says how many it takes. */
export const gridOf = {
  display: 'grid',
  gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
  gap: { xs: 1.5, sm: 2 },
  alignItems: 'stretch',
} as const

/** Figures that follow each other share a row evenly. */
export const stripOf = {
  gridColumn: '1 / -1',
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 148px), 1fr))',
  gap: { xs: 1.5, sm: 2 },
  '& > section': { gridColumn: 'auto' },
} as const

/** Neighbours of one width together, in their order. */
export function runs<T extends { readonly isNarrow: boolean }>(cards: readonly T[]): T[][] {
  const result: T[][] = []
  for (const card of cards) {
    const last = result.at(-1)
    if (last?.[0]?.isNarrow === card.isNarrow) last.push(card)
    else result.push([card])
  }
  return result
}
