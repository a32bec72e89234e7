import type { ManifestField } from '@guildhall/sdk/manifest'
import { useTranslate } from 'react-admin'

const nothing = '\u0000'

/** The words of a field beside its label, which stand beside the label's key. */
export function useFieldWords({ label }: Pick<ManifestField, 'label'>) {
  const translate = useTranslate()
  const optional = (key: string) => {
    const text = translate(key, { _: nothing })
    return text === nothing || text === key || text === '' ? undefined : text
  }
  return {
    get label() {
      return translate(label)
    },
    /** A sentence below the input, where there is one. */
    get hint() {
      const key = label.replace(/(:resources\.[^.]+)\.fields\./, '$1.hints.')
      return key === label ? undefined : optional(key)
    },
    /** What a value of an enumeration or state is called. */
    value: (value: string) => optional(`${valuesOf(label)}.${value}`) ?? value,
    /** What a part of structured data is called; its own name where nobody named it. */
    part: (path: string) => optional(`${partsOf(label)}.${path}`) ?? spaced(path),
    partValue: (path: string, value: string) =>
      optional(`${partsOf(label).replace('.parts.', '.partValues.')}.${path}.${value}`) ?? value,
  }
}

/** `directory:resources.staff.fields.status` → `directory:resources.staff.values.status`; likewise of inputs and settings. */
const valuesOf = (label: string) =>
  label
    .replace(/(:resources\.[^.]+)\.(?:fields|inputs)\./, '$1.values.')
    .replace(/:settings\./, ':settingValues.')
    .replace(/:fields\./, ':values.')

const partsOf = (label: string) => label.replace(/(:resources\.[^.]+)\.(?:fields|inputs)\./, '$1.parts.')

const spaced = (path: string) => {
  const words = path.slice(path.lastIndexOf('.') + 1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
