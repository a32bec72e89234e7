import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../words.ts'
import type { Found, Puzzle } from './solver.ts'

export interface Proof {
  readonly challenge: string
  readonly answer: number
}

export interface Proving {
  /** How much of what is to be expected has been tried, up to 1; null where the browser cannot do it. */
  readonly share: number | null
  /** Resolves when it is solved, and was not too fast for a person. */
  take(): Promise<Proof | null>
  /** The one there was is used or too old. */
  renew(): void
}

/** A person takes longer to fill in a form; the server refuses what comes sooner. */
const soonest = 2_200
/** Somewhat less than the server's ten minutes. */
const oldest = 9 * 60_000

interface Attempt {
  readonly at: number
  readonly solved: Promise<Proof | null>
  stop(): void
}

/** Lets the browser work for this form, aside from what one sees, so that it costs those something who would send a million. */
export function useProof(): Proving {
  const { language } = useWords()
  const [share, setShare] = useState<number | null>(typeof Worker === 'undefined' ? null : 0)
  const attempt = useRef<Attempt | null>(null)
  const begin = useCallback(() => {
    attempt.current?.stop()
    if (typeof Worker === 'undefined') return null
    setShare(0)
    attempt.current = solve(language, setShare)
    return attempt.current
  }, [language])

  useEffect(() => {
    begin()
    return () => attempt.current?.stop()
  }, [begin])

  return {
    share,
    renew: begin,
    async take() {
      const isFresh = attempt.current && Date.now() - attempt.current.at < oldest
      const current = isFresh ? attempt.current : begin()
      if (!current) return null
      const proof = await current.solved
      const rest = current.at + soonest - Date.now()
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
      return proof
    },
  }
}

function solve(language: string, tell: (share: number) => void): Attempt {
  const worker = new Worker(new URL('./solver.ts', import.meta.url), { type: 'module' })
  const at = Date.now()
  const solved = (async () => {
    const asked = await ask<{ challenge: string; difficulty: number }>(language, '/api/auth/registration/challenge', {})
    if (!('answer' in asked)) return null
    const { challenge, difficulty } = asked.answer
    const puzzle: Puzzle = { id: challenge.split('.')[0] ?? '', difficulty }
    return new Promise<Proof | null>((resolve) => {
      worker.onerror = () => resolve(null)
      worker.onmessage = ({ data }: MessageEvent<Found>) => {
        // The chance that it was found by now.
        if ('tried' in data) return tell(1 - Math.exp(-data.tried / 2 ** difficulty))
        tell(1)
        worker.terminate()
        resolve({ challenge, answer: data.answer })
      }
      worker.postMessage(puzzle)
    })
  })()
  return { at, solved, stop: () => worker.terminate() }
}
