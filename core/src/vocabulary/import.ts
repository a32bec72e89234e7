import type { FieldError } from '@guildhall/sdk'
import { judgeForms } from '../i18n/judge-forms.ts'
import { type Entry, entryOfKey, type Forms, formsNeeded, idOf, keyOfForm, spoken } from '../i18n/lexicon.ts'
import { flatten, nest, type Resources } from '../i18n/resources.ts'
import { type Change, changeTo } from './changes.ts'
import { said, stateOf, type View } from './view.ts'

/** The texts of one language by namespace, nested as locale files are. */
export type WordFile = Readonly<Record<string, Resources>>

export interface ImportPlan {
  readonly changes: readonly Change[]
  readonly problems: readonly FieldError[]
}

/** What a file would change; a form it leaves out or empty stays as it is. */
export function planImport(view: View, words: WordFile): ImportPlan {
  const given = new Map<Entry, Record<string, string>>()
  const problems: FieldError[] = []
  for (const [namespace, resources] of Object.entries(words)) {
    const texts = flatten(resources)
    for (const [key, text] of texts) {
      if (key.endsWith('@note')) continue
      const found = entryOfKey(view.lexicon, namespace, key)
      if (!found) problems.push({ path: `words.${namespace}.${key}`, code: 'words.unknown_key' })
      else if (text !== '') given.set(found.entry, { ...given.get(found.entry), [found.form]: text })
    }
  }
  const changes = [...given].flatMap(([entry, forms]) => {
    const wanted = completed(view, entry, forms)
    const change = changeTo(view, entry, wanted)
    if (!change) return []
    problems.push(
      ...judgeForms(entry, view.language, wanted, view.lexicon).map(({ path, ...rest }) => ({
        ...rest,
        path: `words.${entry.namespace}.${pathOf(entry, path)}`,
      })),
    )
    return [change]
  })
  return { changes, problems }
}

/** The file that says what is said now, every missing form with an empty text. */
export function exportWords(view: View, which: 'all' | 'changed'): WordFile {
  const entries = view.lexicon.entries.filter(
    (entry) => view.isSpoken(entry.namespace) && (which === 'all' || stateOf(view, entry) === 'changed'),
  )
  const groups = Map.groupBy(entries, ({ namespace }) => namespace)
  return Object.fromEntries(
    [...groups].map(([namespace, members]) => [namespace, nest(members.flatMap((entry) => textsOf(view, entry)))]),
  )
}

/** As a list for who looks before he imports. */
export function describeChanges(changes: readonly Change[]) {
  return changes.map(({ entry, before, after }) => ({
    id: idOf(entry),
    namespace: entry.namespace,
    key: entry.key,
    before,
    after,
  }))
}

/** The forms of a file over those said now; a sentence that agrees with genders from now on loses the form that did not. */
function completed(view: View, entry: Entry, forms: Forms): Forms {
  const needed = formsNeeded(entry, view.language, Object.keys(forms))
  const now = Object.entries(spoken(said(view, entry))).filter(([form]) => needed.includes(form))
  return { ...Object.fromEntries(now), ...forms }
}

function textsOf(view: View, entry: Entry): (readonly [string, string])[] {
  const forms = said(view, entry)
  return formsNeeded(entry, view.language, Object.keys(forms)).map(
    (form) => [keyOfForm(entry, form), forms[form] ?? ''] as const,
  )
}

const pathOf = (entry: Entry, path: string) =>
  path.startsWith('forms.') ? keyOfForm(entry, path.slice('forms.'.length)) : entry.key
