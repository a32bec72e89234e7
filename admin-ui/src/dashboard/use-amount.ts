import { useSay } from '../words/use-words.ts'

/** A number as the reader writes it: a count, or a sum in the form of its field. */
export function useAmount() {
  const say = useSay()
  return (value: number, unit: string | undefined, currency: string | null = null): string => {
    if (unit === 'money' && currency) return say('money', { amount: value, currency })
    return unit === 'duration' ? say('duration', value) : say('number', value)
  }
}
