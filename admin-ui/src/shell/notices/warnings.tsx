import { useEffect } from 'react'
import { useNotify } from 'react-admin'
import { onWarning } from '../../server/warnings.ts'

/** Long enough to be read: it says what to look at. */
const shownFor = 15_000

/** Tells what writes had to say besides being done. */
export function Warnings() {
  const notify = useNotify()
  useEffect(() => onWarning((message) => notify(message, { type: 'warning', autoHideDuration: shownFor })), [notify])
  return null
}
