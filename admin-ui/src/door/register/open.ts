import { useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { placeAsked } from '../way.ts'
import { useWords } from '../words.ts'

export interface Terms {
  readonly termsUrl: string | null
  readonly privacyUrl: string | null
  readonly version: string
}

/** What one can register for; null where nobody can. */
export interface Open {
  readonly tenant: {
    readonly slug: string
    readonly name: string
    readonly needsApproval: boolean
    readonly domains: readonly string[]
    readonly terms: Terms | null
  } | null
  readonly businesses: { readonly presets: readonly string[]; readonly terms: Terms | null } | null
}

export function useOpen(): Open | null {
  const { language } = useWords()
  const [open, setOpen] = useState<Open | null>(null)
  useEffect(() => {
    const at = placeAsked()
    void ask<Open>(language, `/api/auth/registration${at ? `?at=${encodeURIComponent(at)}` : ''}`).then((asked) =>
      setOpen('answer' in asked ? asked.answer : { tenant: null, businesses: null }),
    )
  }, [language])
  return open
}
