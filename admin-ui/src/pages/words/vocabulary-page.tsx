import { useTranslate } from 'react-admin'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import { LanguageSwitches } from './language-switches.tsx'
import type { Language } from './words.ts'
import { WordsEditor } from './words-editor.tsx'

/** What this business calls things, in each of its languages. */
export default function VocabularyPage() {
  const translate = useTranslate()
  const { data } = useCore<{ default: string; languages: readonly Language[] }>('/vocabulary')
  return (
    <PageFrame
      title={translate('pages.words.title')}
      lead={translate('pages.words.lead')}
      actions={data && <LanguageSwitches languages={data.languages} />}
    >
      {data && <WordsEditor layer="vocabulary" languages={data.languages.filter(({ on }) => on)} />}
    </PageFrame>
  )
}
