import { useStore } from 'react-admin'

/** How close the rows of all lists stand; one's own choice. */
export function useDensity() {
  const [density, setDensity] = useStore<'dense' | 'roomy'>('lists.density', 'roomy')
  return {
    isDense: density === 'dense',
    setDense: (isDense: boolean) => setDensity(isDense ? 'dense' : 'roomy'),
  }
}
