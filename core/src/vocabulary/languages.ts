import { Type } from '@guildhall/sdk'
import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import { pseudoLanguage } from '../i18n/pseudo.ts'
import type { OfferedLanguage, Vocabulary } from '../i18n/vocabulary.ts'
import { invalid } from '../records/errors.ts'
import { isWhole, type View } from './view.ts'

const completeness = {
  language: Type.String(),
  name: Type.String(),
  direction: Type.String(),
  /** Added by a superadmin, not shipped with the files. */
  added: Type.Boolean(),
  /** How many texts there are, how many of them the language has in all its forms, and how many were changed here. */
  total: Type.Integer(),
  translated: Type.Integer(),
  changed: Type.Integer(),
}
export const languageSchema = Type.Object(completeness)
export const tenantLanguagesSchema = Type.Object({
  default: Type.String(),
  languages: Type.Array(Type.Object({ ...completeness, on: Type.Boolean(), default: Type.Boolean() })),
})

/** The languages people translate into: those offered, without the one that only shows what is not a key. */
export function wordedLanguages(vocabulary: Vocabulary): readonly OfferedLanguage[] {
  return vocabulary.languagesOffered().filter(({ language }) => language !== pseudoLanguage)
}

export function describeLanguage(offered: OfferedLanguage, view: View) {
  const entries = view.lexicon.entries.filter(({ namespace }) => view.isSpoken(namespace))
  return {
    ...offered,
    total: entries.length,
    translated: entries.filter((entry) => isWhole(view, entry)).length,
    changed: entries.filter((entry) => view.own(entry)).length,
  }
}

const readOn = prepare(
  'select to_jsonb(languages) from guildhall.tenants where id = $1::uuid',
  ([languages]) => JSON.parse(languages ?? 'null') as readonly string[] | null,
)
const writeOn = prepare('update guildhall.tenants set languages = $2::text[], epoch = epoch + 1 where id = $1::uuid')
export const languagesOn = (tenantId: string) => bind(readOn, tenantId)
export const switchLanguages = (tenantId: string, languages: readonly string[] | null) =>
  bind(writeOn, tenantId, languages)

/** @throws 422 for a language that is not offered, and where the business's own is not among them */
export function requireSensible(vocabulary: Vocabulary, languages: readonly string[], own: string): void {
  const offered = wordedLanguages(vocabulary).map(({ language }) => language)
  const problems = [
    ...languages.flatMap((language, index) =>
      offered.includes(language) ? [] : [{ path: `languages.${index}`, code: 'words.language_not_offered' }],
    ),
    ...(languages.includes(own)
      ? []
      : [{ path: 'languages', code: 'words.default_language', params: { language: own } }]),
  ]
  if (problems.length > 0) throw invalid({}, problems)
}

const insert = prepare('insert into guildhall.languages (language, name, created_at) values ($1, $2, $3::timestamptz)')
const remove = prepare('delete from guildhall.languages where language = $1')
const removeWords = prepare('delete from guildhall.language_words where language = $1')
const speaking = prepare('select slug from guildhall.tenants where language = $1 order by slug limit 10', ([slug]) =>
  String(slug),
)

export const addLanguage = (language: string, name: string, at: string) => bind(insert, language, name, at)
export const removeLanguage = (language: string): BoundStatement[] => [
  bind(removeWords, language),
  bind(remove, language),
]
export const tenantsSpeaking = (language: string) => bind(speaking, language)
