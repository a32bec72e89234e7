import { useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'

/** How many there are, or that there are more than were counted. */
export function useTotalText() {
  const translate = useTranslate()
  const say = useSay()
  return (total: number | undefined, isExact: boolean): string =>
    total === undefined
      ? ''
      : isExact
        ? say('number', total)
        : translate('lists.more_than', { total: say('number', total - 1) })
}
