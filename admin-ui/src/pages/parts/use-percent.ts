import { useManifest } from '../../server/manifest.ts'

/** 0.5 → “50 %”, as the reader writes it. */
export function usePercent() {
  const { language } = useManifest()
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  // What is not whole yet is not called so.
  return (share: number) => format.format(share < 1 ? Math.min(share, 0.99) : 1)
}
