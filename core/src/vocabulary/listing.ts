import { Type } from '@guildhall/sdk'
import type { PageRequest } from '../http/page.ts'
import { type Entry, formsNeeded, idOf } from '../i18n/lexicon.ts'
import { badQuery } from '../records/errors.ts'
import { said, stateOf, type View } from './view.ts'

const forms = Type.Record(Type.String(), Type.String())
const states = ['default', 'changed', 'missing'] as const

export const wordSchema = Type.Object({
  id: Type.String(),
  namespace: Type.String(),
  key: Type.String(),
  noun: Type.Boolean(),
  note: Type.Optional(Type.String()),
  placeholders: Type.Record(Type.String(), Type.String()),
  state: Type.Unsafe({ type: 'string', enum: states }),
  /** The forms the language needs, in their order. */
  forms: Type.Array(Type.String()),
  source: forms,
  shipped: forms,
  own: Type.Unsafe({ anyOf: [forms, { type: 'null' }] }),
  said: forms,
  changedAt: Type.Unsafe({ type: ['string', 'null'] }),
  changedBy: Type.Unsafe({
    anyOf: [Type.Object({ id: Type.String(), label: Type.String() }), { type: 'null' }],
  }),
})

export function describeWord(view: View, entry: Entry) {
  const spoken = said(view, entry)
  const { changedAt = null, changedBy = null } = view.changeOf(entry) ?? {}
  return {
    id: idOf(entry),
    namespace: entry.namespace,
    key: entry.key,
    noun: entry.isNoun,
    ...(entry.note && { note: entry.note }),
    placeholders: entry.placeholders,
    state: stateOf(view, entry),
    forms: formsNeeded(entry, view.language, Object.keys(spoken)),
    source: entry.source,
    shipped: view.below(entry),
    own: view.own(entry) ?? null,
    said: spoken,
    changedAt,
    changedBy,
  }
}

/** A page of words: `filter={"q":"…","namespace":"projects","state":"changed"}`. */
export function listWords(view: View, { from, limit, filter }: PageRequest) {
  const { q = '', namespace, state, ...unknown } = filter
  const [strange] = Object.keys(unknown)
  if (strange) throw badQuery({}, [{ path: `filter.${strange}`, code: 'validation.unknown_property' }])
  if (state !== undefined && !(states as readonly string[]).includes(state))
    throw badQuery({}, [{ path: 'filter.state', code: 'validation.not_allowed', params: { allowed: states } }])
  const wanted = fold(q)
  const found = view.lexicon.entries.filter(
    (entry) =>
      view.isSpoken(entry.namespace) &&
      (namespace === undefined || entry.namespace === namespace) &&
      (state === undefined || stateOf(view, entry) === state) &&
      (wanted === '' || textsOf(view, entry).some((text) => fold(text).includes(wanted))),
  )
  return {
    rows: found.slice(from, from + limit).map((entry) => describeWord(view, entry)),
    from,
    total: found.length,
  }
}

const textsOf = (view: View, entry: Entry): string[] => [
  idOf(entry),
  ...Object.values(entry.source),
  ...Object.values(said(view, entry)),
]

/** Without case and accents, as people type when they search. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
