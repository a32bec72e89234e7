import type { LocaleProblem } from '../i18n/check.ts'

/** What the locale verbs say to an operator. */
export const localeWords = {
  check: 'find missing, unused and mismatched keys, forms and placeholders in the translations',
  only: 'this language alone',
  add: 'begin a language: its files, with an empty text for every key',
  language: 'its tag (BCP 47), such as de or pt-BR',
  stats: 'say how much of each language is translated',
  added: 'Fill in the texts, then run: guildhall locale check',
  found: (count: number) =>
    count === 0 ? 'All languages are complete.' : count === 1 ? '1 problem.' : `${count} problems.`,
  problems: {
    missing: () => 'there is no text',
    unknown: () => 'English has no such key',
    unused: () => 'nothing uses this key',
    missing_form: () => 'this form is missing',
    wrong_form: () => 'this language has no such form here',
    unknown_gender: (gender) => `this language has no gender ${gender}`,
    note_without_key: () => 'a note without a key beside it',
    empty: () => 'the text is empty',
    unknown_placeholder: (name) => `English has no placeholder ${name}`,
    missing_placeholder: (name) => `the placeholder ${name} is missing`,
    unknown_format: (name) => `there is no format ${name}`,
    unknown_nesting: (key) => `${key} is not a noun`,
    unreadable_nesting: (text) => `the reference to a noun cannot be read: ${text}`,
    nesting_in_noun: () => 'a noun must be a plain word',
    unknown_form: (form) => `this language has no form ${form} of a noun`,
  } satisfies Record<LocaleProblem['code'], (detail: string) => string> as Record<
    LocaleProblem['code'],
    (detail: string) => string
  >,
}
