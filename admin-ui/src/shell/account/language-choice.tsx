import { useLocaleState, useLocales, useTranslate } from 'react-admin'
import { Choice } from './choice.tsx'

/** Each language called as it calls itself. The screen stays where it is. */
export function LanguageChoice({ onChosen }: { readonly onChosen: () => void }) {
  const translate = useTranslate()
  const [language, setLanguage] = useLocaleState()
  const options = useLocales().map(({ locale, name }) => ({ value: locale, label: name, shown: shortOf(locale) }))
  if (options.length < 2) return null
  const choose = (chosen: string) => {
    onChosen()
    setLanguage(chosen)
  }
  return <Choice label={translate('shell.account.language')} value={language} options={options} onChoose={choose} />
}

const shortOf = (locale: string) => locale.split('-')[0]?.toLocaleUpperCase() ?? locale
