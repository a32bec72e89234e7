import { minorDigits } from '@guildhall/sdk/formats'
import { useManifest } from '../server/manifest.ts'

/** How the figures of a unit are drawn, so that an axis has round numbers: durations in hours, amounts in whole money. */
export interface Scale {
  drawn(value: number): number
  /** What stands beside a line of the grid, in few letters. */
  tick(drawn: number): string
  /** What is counted has nothing between one and two. */
  readonly isWhole: boolean
}

export function useScale() {
  const { language } = useManifest()
  return (unit: string | undefined, currency: string | null = null): Scale => {
    const few = { notation: 'compact', maximumFractionDigits: 1 } as const
    const hours = { ...few, style: 'unit', unit: 'hour', unitDisplay: 'narrow' } as const
    const short = new Intl.NumberFormat(language, unit === 'duration' ? hours : few)
    const by = unit === 'duration' ? 3600 : unit === 'money' ? 10 ** (currency ? minorDigits(currency) : 2) : 1
    return { drawn: (value) => value / by, tick: (drawn) => short.format(drawn), isWhole: unit === undefined }
  }
}
