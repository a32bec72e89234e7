import type Holidays from 'date-holidays'

export interface Found {
  readonly on: string
  readonly name: string
  readonly part: 'whole' | 'morning' | 'afternoon'
  readonly isSubstitute: boolean
  readonly country: string
  readonly region: string | null
}

/** The library knows the whole world and is large: it is there when somebody imports. */
const open = async (...place: string[]): Promise<Holidays> => {
  const { default: Calendar } = await import('date-holidays')
  return new Calendar(place[0] ?? '', place[1] ?? '')
}

/** Countries and their regions whose calendars are known, in a language. */
export async function countriesIn(language: string): Promise<{ code: string; name: string }[]> {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return Object.keys((await open()).getCountries())
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
}

export async function regionsOf(country: string, language: string): Promise<{ code: string; name: string }[]> {
  const states = (await open()).getStates(country, language) ?? {}
  return Object.entries(states).map(([code, name]) => ({ code, name }))
}

/** The public holidays of a year, in a language where the calendar has it. Nothing for a country nobody knows. */
export async function publicHolidays(
  { country, region, year }: { country: string; region: string | null; year: number },
  language: string,
): Promise<Found[]> {
  const calendar = await open(country, ...(region ? [region] : []))
  const found = calendar.getHolidays(year, language) || []
  return found
    .filter(({ type }) => type === 'public')
    .flatMap((holiday) =>
      datesOf(holiday).map((on) => ({
        ...{ on, name: holiday.name, country, region, isSubstitute: holiday.substitute === true },
        part: partOf(holiday),
      })),
    )
    .filter(({ on }) => on.startsWith(`${year}-`))
}

/** What lasts longer is a holiday on each of its days; what begins in the afternoon is half of one. */
function datesOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
  const first = Date.parse(date.slice(0, 10))
  return Array.from({ length: days }, (_, index) => new Date(first + index * 86_400_000).toISOString().slice(0, 10))
}

function partOf({ date, start, end }: { date: string; start: Date; end: Date }): Found['part'] {
  if (end.getTime() - start.getTime() >= 72_000_000) return 'whole'
  return Number(date.slice(11, 13)) >= 12 ? 'afternoon' : 'morning'
}
