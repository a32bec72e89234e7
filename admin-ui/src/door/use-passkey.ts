import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, WebAuthnAbortService } from '@simplewebauthn/browser'
import { useEffect, useRef, useState } from 'react'
import { type Request, showPasskey, type Why } from '../passkeys/ceremony.ts'
import { ask, type Refusal } from './ask.ts'
import type { Arrived } from './use-arrival.ts'
import { sentenceOf } from './use-asking.ts'
import { useWords } from './words.ts'

const path = '/api/auth/login/passkey'
/** A question is good for five minutes; a door may stand open for hours. */
const renewed = 4 * 60_000

export interface PasskeyWay {
  /** The browser knows passkeys, and the installation's address can have them. */
  readonly isOffered: boolean
  readonly isBusy: boolean
  readonly error: string | null
  /** Asks for one in a window of the browser. */
  use(): void
}

/** Coming in by a passkey: by a button, and, where the browser has it, by what it offers for the name's field. */
export function usePasskey(onIn: (arrived: Arrived) => Promise<void>): PasskeyWay {
  const { language, translate } = useWords()
  const [isOffered, setOffered] = useState(browserSupportsWebAuthn)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  /** What is begun last counts; what it took the place of ends in silence. */
  const latest = useRef(0)

  /** True when somebody came in, or something else was begun meanwhile. */
  async function attempt(quietly: boolean): Promise<boolean> {
    latest.current += 1
    const own = latest.current
    const asked = await ask<{ options: Request }>(language, `${path}/begin`, {})
    if (own !== latest.current) return true
    if (!('answer' in asked)) return refuse(asked.refusal, quietly)
    const { options } = asked.answer
    const shown = await showPasskey(options, quietly)
    if (own !== latest.current) return true
    if ('why' in shown) return giveUp(shown.why, options.rpId, quietly)
    const found = await ask<Arrived>(language, `${path}/finish`, { credential: shown.credential })
    if (!('answer' in found)) return refuse(found.refusal, false)
    await onIn(found.answer)
    return true
  }

  function refuse(refusal: Refusal | null, quietly: boolean): false {
    if (refusal?.code === 'passkeys.unavailable') setOffered(false)
    else if (!quietly) setError(sentenceOf(refusal, translate))
    return false
  }

  function giveUp(why: Why, host: string | undefined, quietly: boolean): boolean {
    if (quietly) return true
    if (why === 'elsewhere') setError(translate('door.passkeys.elsewhere', { host }))
    else setError(translate(why === 'declined' ? 'door.passkeys.notDone' : 'door.passkeys.failed'))
    return false
  }

  async function offer(): Promise<void> {
    if (await browserSupportsWebAuthnAutofill()) await attempt(true)
  }

  const waiting = useRef(offer)
  waiting.current = offer
  const busy = useRef(false)
  useEffect(() => {
    const again = () => void (busy.current || waiting.current())
    again()
    const timer = setInterval(again, renewed)
    return () => {
      clearInterval(timer)
      latest.current += 1
      WebAuthnAbortService.cancelCeremony()
    }
  }, [])

  const use = async () => {
    setError(null)
    setBusy(true)
    busy.current = true
    const isOver = await attempt(false)
    busy.current = false
    setBusy(false)
    if (!isOver) await offer()
  }
  return { isOffered, isBusy, error, use: () => void use() }
}
