import { useTranslate } from 'react-admin'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore } from '../parts/use-core.ts'
import type { Language } from './words.ts'
import { WordsEditor } from './words-editor.tsx'

/** What this business calls things, in each of its languages. */
export default function VocabularyPage() {
  const translate = useTranslate()
  const { data } = useCore<{ default: string; languages: readonly Language[] }>('/vocabulary')
  return (
    <PageFrame title={translate('pages.words.title')} lead={translate('pages.words.lead')}>
      {data && <WordsEditor layer="vocabulary" languages={data.languages} />}
    </PageFrame>
  )
}
