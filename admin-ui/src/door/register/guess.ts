/** What a business begins with, as its founder's browser tells: where it is, and how it counts there. */
export function guessed(language: string) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  const locale = new Intl.Locale(navigator.language) as Intl.Locale & { getWeekInfo?(): { firstDay: number } }
  const region = regionOfZone[zone] ?? locale.maximize().region ?? ''
  return { zone, language, currency: currencyOf[region] ?? 'EUR', weekStart: locale.getWeekInfo?.().firstDay ?? 1 }
}

/** Where people often read a language that is not their country's. */
const regionOfZone: Readonly<Record<string, string>> = {
  'Europe/Chisinau': 'MD',
  'Europe/Bucharest': 'RO',
  'Europe/Kyiv': 'UA',
  'Europe/Kiev': 'UA',
}
const currencyOf: Readonly<Record<string, string>> = {
  ...{ MD: 'MDL', RO: 'RON', UA: 'UAH', RU: 'RUB', BY: 'BYN', KZ: 'KZT', PL: 'PLN', CZ: 'CZK', HU: 'HUF', TR: 'TRY' },
  ...{ US: 'USD', GB: 'GBP', CH: 'CHF', SE: 'SEK', NO: 'NOK', DK: 'DKK', CA: 'CAD', AU: 'AUD', IN: 'INR', JP: 'JPY' },
}

/** A short name as addresses have it. */
export function slugOf(name: string): string {
  return [...name.toLowerCase().normalize('NFKD')]
    .map((letter) => latin[letter] ?? letter)
    .join('')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}

// Russian letters as passports write them (ICAO Doc 9303).
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а-a б-b в-v г-g д-d е-e ж-zh з-z и-i к-k л-l м-m н-n о-o п-p р-r с-s т-t у-u ф-f х-kh ц-ts ч-ch ш-sh щ-shch ы-y э-e ю-iu я-ia ь- ъ-ie'
    .split(' ')
    .map((pair) => pair.split('-') as [string, string]),
)
