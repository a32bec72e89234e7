type Translate = (key: string, options?: Record<string, unknown>) => string

/** `genitive_plural` → “Genitive, plural”: the forms of nouns and sentences as grammars call them. */
export function formName(form: string, translate: Translate): string {
  return form
    .split('_')
    .map((part) => translate(`pages.words.form.${part}`, { _: part }))
    .join(', ')
}
