import type { ManifestAction, ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { type Identifier, useDataProvider, useNotify, useTranslate } from 'react-admin'
import { useFieldWords } from '../../../fields/words.ts'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { formErrors, useRefusal } from '../../refusal.ts'
import { type Movable, stepTo } from '../step.ts'

export interface Move {
  readonly record: Movable
  readonly to: string
}

/** Steps that cards take on the board: shown at once, and taken back with the reason where the server refuses. */
export function useMoves(resource: ManifestResource, field: ManifestRecordField) {
  const data = useDataProvider<GuildhallData>()
  const client = useQueryClient()
  const notify = useNotify()
  const translate = useTranslate()
  const words = useFieldWords(field)
  const refusal = useRefusal()
  const [moved, setMoved] = useState<ReadonlyMap<Identifier, Move>>(new Map())
  const [asked, setAsked] = useState<(Move & { readonly action: ManifestAction }) | null>(null)

  const place = useCallback((move: Move) => setMoved((before) => new Map(before).set(move.record.id, move)), [])
  const takeBack = useCallback((id: Identifier) => {
    setMoved((before) => {
      const next = new Map(before)
      next.delete(id)
      return next
    })
  }, [])

  async function take({ record, to }: Move, action: ManifestAction, input: object) {
    place({ record, to })
    try {
      await data.act(resource.name, record.id, action.name, input)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === resource.name })
    } finally {
      takeBack(record.id)
    }
  }

  async function move(record: Movable, to: string) {
    const from = String(record[field.name])
    if (from === to) return
    const step = stepTo(resource, field, record, to)
    if (step.kind === 'none')
      return notify('lists.board.no_step', {
        type: 'warning',
        messageArgs: { from: words.value(from), to: words.value(to) },
      })
    if (step.kind === 'forbidden')
      return notify('lists.board.forbidden', { type: 'warning', messageArgs: { step: translate(step.action.label) } })
    if (step.action.input.length > 0 || step.action.destructive) {
      place({ record, to })
      setAsked({ record, to, action: step.action })
      return
    }
    try {
      await take({ record, to }, step.action, {})
    } catch (error) {
      refusal.tell(error)
    }
  }

  return {
    moved,
    asked,
    move,
    cancel() {
      if (asked) takeBack(asked.record.id)
      setAsked(null)
    },
    /** Gives what is wrong with it, by field. */
    async answer(input: object) {
      if (!asked) return undefined
      try {
        await take(asked, asked.action, input)
        return undefined
      } catch (error) {
        // The card waits where it was put until the question is answered or given up.
        place(asked)
        return formErrors(error, refusal.text(error))
      }
    },
  }
}
