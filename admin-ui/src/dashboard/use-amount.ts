import { majorUnits } from '@guildhall/sdk/formats'
import { useManifest } from '../server/manifest.ts'
import { useSay } from '../words/use-words.ts'

/** A number as the reader writes it: a count, or a sum in the form of its field; a whole sum without its zero cents. */
export function useAmount() {
  const say = useSay()
  const { language } = useManifest()
  return (value: number, unit: string | undefined, currency: string | null = null): string => {
    if (unit === 'money' && currency) return shortSum(value, currency, language)
    return unit === 'duration' ? say('duration', value) : say('number', value)
  }
}

const shortSum = (amount: number, currency: string, language: string) =>
  new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(
    Number(majorUnits(amount, currency)),
  )
