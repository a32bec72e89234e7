import type { Translator } from '../i18n/translator.ts'
import type { WireRecord } from '../records/codec.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'
import { remember } from '../records/remember.ts'

/** What stands where somebody's name was; readers see it in their own language. */
export const erasedMark = '[erased]'
/** A domain that never is (RFC 2606), so that nobody's address is taken and no mail goes out. */
const nowhere = '@erased.invalid'

export const isErasedAddress = (address: string) => address.endsWith(nowhere)

/** What a personal field holds once its person is erased: nothing, or what says nothing where something must stand. */
export function neutralValue(model: ResourceModel, field: FieldModel, id: string): unknown {
  const { definition, kind, name } = field
  if (definition.optional) return null
  if (kind === 'refs' || kind === 'files' || kind === 'choices') return []
  const mustDiffer =
    definition.unique || (model.definition.unique ?? []).some((names) => (names as readonly string[]).includes(name))
  switch (kind) {
    case 'text':
      return mustDiffer ? `${erasedMark} ${id}` : erasedMark
    case 'email':
      return `erased-${id}${nowhere}`
    case 'phone':
      return '+000000'
    case 'url':
      return 'https://erased.invalid/'
    case 'color':
      return '#000000'
    case 'boolean':
      return false
    case 'date':
      return '1970-01-01'
    case 'instant':
      return '1970-01-01T00:00:00.000Z'
    case 'money':
      return { amount: 0, currency: 'XXX' }
    case 'enumeration':
    case 'state':
      return definition.values?.[0]
    case 'json':
      return definition.default ?? null
    default:
      return 0
  }
}

/** Whether a personal field can be emptied at all: a reference that must point somewhere says only where. */
export const canBeEmptied = ({ kind, definition }: FieldModel) =>
  kind !== 'many' && (definition.optional === true || (kind !== 'ref' && kind !== 'subject'))

const named = new WeakMap<ResourceModel, readonly string[]>()

/** A record as a reader sees it: where somebody was erased, it says so in the reader's language. */
export function withErasedNames(model: ResourceModel, record: WireRecord, translate: Translator): WireRecord {
  const fields = remember(named, model, () =>
    [...model.fields.values()]
      .filter(({ kind, definition }) => kind === 'text' && definition.personal && !definition.optional)
      .map(({ name }) => name),
  )
  const erased = fields.filter((name) => isErasedName(record[name]))
  if (erased.length === 0) return record
  return { ...record, ...Object.fromEntries(erased.map((name) => [name, translate('core:privacy.erasedPerson')])) }
}

/** The same for what somebody is called where no record is read. */
export const shownName = (name: string, translate: Translator) =>
  isErasedName(name) ? translate('core:privacy.erasedPerson') : name

const isErasedName = (value: unknown): boolean => typeof value === 'string' && value.startsWith(erasedMark)
