import { useState } from 'react'
import { useAsking } from '../use-asking.ts'
import { useWords } from '../words.ts'
import { useProof } from './use-proof.ts'

export interface Yourself {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly consent: boolean
  readonly website: string
}

const nobody: Yourself = { name: '', email: '', password: '', consent: false, website: '' }

/** What both forms have in common: who one is, the browser's work, and sending it all once. */
export function useRegistering(path: string) {
  const { language, translate } = useWords()
  const proving = useProof()
  const [values, setValues] = useState(nobody)
  const [isWaiting, setWaiting] = useState(false)
  const [isUnproved, setUnproved] = useState(false)
  const [isSent, setSent] = useState(false)
  const { isBusy, error, errorOf, send } = useAsking({
    onRefused({ code = '' }) {
      if (code.startsWith('registration.proof') || code === 'registration.too_many') proving.renew()
      return false
    },
  })

  return {
    proving,
    values,
    put: (changes: Partial<Yourself>) => setValues((before) => ({ ...before, ...changes })),
    isBusy: isBusy || isWaiting,
    isSent,
    error: isUnproved ? translate('door.unreachable') : error,
    errorOf,
    async submit(more: object) {
      setWaiting(true)
      const proof = await proving.take()
      setWaiting(false)
      setUnproved(proof === null)
      if (!proof) return proving.renew()
      const { website, consent, ...who } = values
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      const body = { language, zone, ...who, ...(consent && { consent }), ...(website && { website }), ...more, proof }
      if (await send(path, body)) setSent(true)
    },
  }
}

export type Registering = ReturnType<typeof useRegistering>
