import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useJumps } from './jumps.ts'

const KeyHelp = lazy(() => import('./key-help.tsx'))

/** How long `G` waits for its letter. */
const patience = 1_500

/** Keys that work wherever nobody is writing: `?` tells of them all, `G` and a letter go somewhere. */
export function Keys() {
  const [isHelpOpen, setHelpOpen] = useState(false)
  const jumps = useJumps()
  const go = useNavigate()
  const pressedAt = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      if (event.key === '?') return setHelpOpen(true)
      if (document.querySelector('[role=dialog]')) return
      const isAwaited = event.timeStamp - pressedAt.current < patience
      pressedAt.current = !isAwaited && event.code === 'KeyG' ? event.timeStamp : Number.NEGATIVE_INFINITY
      const jump = isAwaited && jumps.find(({ letter }) => event.code === `Key${letter}`)
      if (jump) void go(jump.to)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [jumps, go])

  return <Suspense fallback={null}>{isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}</Suspense>
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
