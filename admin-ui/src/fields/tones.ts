import type { ManifestField, ManifestResource } from '@guildhall/sdk/manifest'

/** How a value of a fixed list looks; the names say nothing of what it means. */
export type Tone = 'grey' | 'blue' | 'amber' | 'red' | 'green' | 'violet' | 'teal'

const row: readonly Tone[] = ['grey', 'blue', 'amber', 'red', 'green', 'violet', 'teal']

/** Enumerations take colours by their order. */
export const toneOfChoice = (values: readonly string[] | undefined, value: string): Tone =>
  row[Math.max(values?.indexOf(value) ?? 0, 0) % row.length] ?? 'grey'

/**
 * A state's colour follows from the ways in and out of it: what a destructive action leads to is red, what is left only back
 * to the beginning is done and green, the beginning itself is grey, and what lies between is under way.
 */
export function toneOfState(
  { actions }: Pick<ManifestResource, 'actions'>,
  { name, values = [] }: Pick<ManifestField, 'name' | 'values'>,
  value: string,
): Tone {
  const moves = actions.filter(({ to, field }) => to !== undefined && (field ?? name) === name)
  const [first] = values
  const into = moves.filter(({ to }) => to === value)
  if (into.some(({ destructive }) => destructive)) return 'red'
  if (value === first) return values.length > 2 ? 'grey' : 'blue'
  const out = moves.filter(({ from }) => from?.includes(value))
  const isEnd = out.every(({ to }) => to === first)
  if (isEnd && into.length > 0) return values.length > 2 ? 'green' : 'grey'
  const between = values.filter((each) => each !== first)
  return (['blue', 'violet', 'amber', 'teal'] as const)[between.indexOf(value) % 4] ?? 'blue'
}

interface Colours {
  readonly background: string
  readonly text: string
  readonly dot: string
}

/** Pairs with a contrast of 4.5 and more (WCAG 2.2, 1.4.3). */
export const tones: Readonly<Record<'light' | 'dark', Readonly<Record<Tone, Colours>>>> = {
  light: {
    grey: { background: '#eceef2', text: '#454c5a', dot: '#8a93a5' },
    blue: { background: '#e3ecfb', text: '#1f4686', dot: '#3f74d1' },
    amber: { background: '#fcefd8', text: '#7a4a06', dot: '#d08a1d' },
    red: { background: '#fbe5e4', text: '#922620', dot: '#cf4a41' },
    green: { background: '#e0f2e6', text: '#1c5c34', dot: '#35985a' },
    violet: { background: '#eee7fa', text: '#54348c', dot: '#8560c9' },
    teal: { background: '#ddf1f1', text: '#14585c', dot: '#2a979c' },
  },
  dark: {
    grey: { background: '#2d323c', text: '#c8cedb', dot: '#8a93a5' },
    blue: { background: '#20324f', text: '#b4cdf8', dot: '#6c9bec' },
    amber: { background: '#42321a', text: '#f3cf93', dot: '#dfa343' },
    red: { background: '#47272a', text: '#f6b9b4', dot: '#e2746c' },
    green: { background: '#1f3b2a', text: '#aee0bf', dot: '#56b57a' },
    violet: { background: '#352a4e', text: '#d3c0f6', dot: '#a283e0' },
    teal: { background: '#1b3b3d', text: '#a3dcdf', dot: '#4bb4b9' },
  },
}
