import { type Entry, type Forms, idOf, keyOfForm, type Lexicon } from '../i18n/lexicon.ts'
import type { Translator } from '../i18n/translator.ts'
import type { TranslatorOptions, Vocabulary } from '../i18n/vocabulary.ts'
import type { View } from './view.ts'

export interface PreviewOptions {
  readonly vocabulary: Vocabulary
  readonly view: View
  readonly entry: Entry
  /** Words that were not saved yet. */
  readonly forms: Forms
  /** Values for the placeholders; what is left out is made up. */
  readonly values: Readonly<Record<string, unknown>>
  readonly translator: TranslatorOptions
  readonly example: { readonly currency: string; readonly today: string; readonly now: string }
}

const mostSentences = 8

/** How a text reads with values in it; a noun also in sentences that speak of it. */
export function previewOf(options: PreviewOptions) {
  const { vocabulary, view, entry, forms, translator } = options
  const words = Object.entries(forms)
    .filter(([, text]) => text.trim() !== '')
    .map(([form, value]) => ({
      language: view.language,
      namespace: entry.namespace,
      key: keyOfForm(entry, form),
      value,
    }))
  const values = { ...examplesFor(entry, options), ...options.values }
  const inside = <T extends string>(say: (translate: Translator) => T) =>
    vocabulary.preview(view.language, words, translator, say)
  const sentences = entry.isNoun ? sentencesOf(view.lexicon, entry).slice(0, mostSentences) : []
  const resource = /^resources\.([^.]+)\.noun$/.exec(entry.key)?.[1]
  return {
    text: inside((translate) => translate(idOf(entry), values)),
    values,
    sentences: sentences.map((sentence) => ({
      id: idOf(sentence),
      text: inside((translate) =>
        translate(idOf(sentence), { ...examplesFor(sentence, options), ...(resource && { resource }) }),
      ),
    })),
  }
}

/** Those that put the noun in by its name, then those that speak of any. */
function sentencesOf({ entries }: Lexicon, noun: Entry): Entry[] {
  const names = [`$t(${idOf(noun)}`, `$t(${noun.key}`]
  const speaks = (entry: Entry, part: string) => Object.values(entry.source).some((text) => text.includes(part))
  const isOwn = (entry: Entry) => entry.namespace === noun.namespace || entry.namespace === 'core'
  return [
    ...entries.filter((entry) => isOwn(entry) && names.some((name) => speaks(entry, name))),
    ...entries.filter((entry) => entry.namespace === 'core' && speaks(entry, '$t({{noun}}')),
  ]
}

function examplesFor({ placeholders, source, isCounted }: Entry, { example }: PreviewOptions): Record<string, unknown> {
  const named: Record<string, unknown> = {
    dependants: [{ resource: 'people', count: 2 }],
    ...(Object.values(source).some((text) => text.includes('{{noun}}')) && { resource: 'people' }),
    ...(isCounted && { count: 2 }),
  }
  const byFormat: Record<string, unknown> = {
    number: 3,
    money: { amount: 123_450, currency: example.currency },
    date: example.today,
    instant: example.now,
    duration: 5_400,
    list: ['A', 'B', 'C'],
  }
  const made = Object.entries(placeholders)
    .filter(([name]) => name !== 'noun')
    .map(([name, format]) => [name, named[name] ?? byFormat[format] ?? `‹${name}›`] as const)
  const { dependants: _, ...always } = named
  return { ...always, ...Object.fromEntries(made) }
}
