import { useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useNoun } from '../words/nouns.ts'
import { type Scale, useScale } from '../words/use-scale.ts'
import type { ChartAnswer, Each, TrendAnswer } from './answers.ts'
import { useAmount } from './use-amount.ts'

/** Numbers with their names, whether they are drawn or written into a table. */
export interface Plot {
  readonly shape: 'bar' | 'pie' | 'columns'
  readonly resource: string
  /** What the names are: the periods, or the field. */
  readonly heading: string
  readonly points: readonly { readonly name: string; readonly where?: object | undefined }[]
  readonly lines: readonly { readonly name: string; readonly values: readonly number[]; say(value: number): string }[]
  readonly scale: Scale
}

/** Puts names to what the server reckoned. */
export function usePlot(): (answer: ChartAnswer | TrendAnswer) => Plot {
  const translate = useTranslate()
  const noun = useNoun()
  const amount = useAmount()
  const scaleOf = useScale()
  const { language } = useManifest()
  return (answer) => ({
    resource: answer.resource,
    ...(answer.kind === 'trend' ? overTime(answer) : divided(answer)),
    scale: scaleOf(answer.unit, answer.series[0]?.currency),
    lines: answer.series.map(({ currency, values }) => ({
      name: currency ?? nameOfLine(answer),
      values,
      say: (value) => amount(value, answer.unit, currency),
    })),
  })

  function overTime({ each, points }: TrendAnswer) {
    const say = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...forms[each] })
    return {
      shape: 'columns' as const,
      heading: translate(`dashboard.each.${each}`),
      points: points.map(({ from, where }) => ({ name: say.format(new Date(`${from}T00:00:00Z`)), where })),
    }
  }

  function divided(answer: ChartAnswer) {
    return {
      shape: answer.as,
      heading: translate(`resources.${answer.resource}.fields.${answer.by}`),
      points: answer.parts.map((part) => ({ name: nameOf(answer, part), where: part.where })),
    }
  }

  function nameOf(
    { resource, by, target }: ChartAnswer,
    { value, label, isRest }: ChartAnswer['parts'][number],
  ): string {
    if (isRest) return translate('dashboard.others')
    if (value === null) return translate('dashboard.none')
    if (target) return label ?? translate('dashboard.unnamed')
    if (value === 'true' || value === 'false') return translate(value === 'true' ? 'fields.yes' : 'fields.no')
    return translate(`resources.${resource}.values.${by}.${value}`)
  }

  function nameOfLine({ resource, of }: ChartAnswer | TrendAnswer): string {
    return of ? translate(`resources.${resource}.fields.${of}`) : noun(resource, { count: 2, capitalized: true })
  }
}

const forms: Readonly<Record<Each, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: '2-digit' },
}
