/** Twelve columns, as in a newspaper; a card says how many it takes. */
export const gridOf = {
  display: 'grid',
  gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
  gap: { xs: 1.5, sm: 2 },
  alignItems: 'stretch',
} as const
