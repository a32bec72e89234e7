import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

const calmMs = 300
const patienceMs = 4000

/** True from when the screen that somebody waits for has what it asked for; then, at the latest, when waiting has taken long enough. */
export function useQuiet(): boolean {
  const [isQuiet, setQuiet] = useState(false)
  const isFetching = useIsFetching() > 0
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (isFetching) return
    const timer = setTimeout(() => setQuiet(true), calmMs)
    return () => clearTimeout(timer)
  }, [isFetching])
  return isQuiet
}
