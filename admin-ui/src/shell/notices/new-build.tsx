import { useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'
import { Notice } from './notice.tsx'

const pause = 15 * 60_000
const entryOf = (page: Document) => page.querySelector<HTMLScriptElement>('script[type=module][src^="/assets/"]')?.src

/** Another build is being served than the one that runs here: its parts may soon be missing. */
export function NewBuild() {
  const [isOld, setOld] = useState(false)
  const translate = useTranslate()

  useEffect(() => {
    const own = entryOf(document)
    let askedAt = Date.now()
    const missed = () => setOld(true)
    const look = async () => {
      if (!own || document.hidden || Date.now() - askedAt < pause) return
      askedAt = Date.now()
      const page = await fetch('/sign-in', { cache: 'no-store' }).then(
        (answer) => (answer.ok ? answer.text() : ''),
        () => '',
      )
      const served = page && entryOf(new DOMParser().parseFromString(page, 'text/html'))
      if (served && served !== own) setOld(true)
    }
    const timer = setInterval(() => void look(), pause)
    addEventListener('vite:preloadError', missed)
    addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      removeEventListener('vite:preloadError', missed)
      removeEventListener('visibilitychange', look)
    }
  }, [])

  if (!isOld) return null
  return (
    <Notice
      tone="info"
      text={translate('ra.notification.application_update_available')}
      action={{ label: translate('ra.action.update_application'), onClick: () => location.reload() }}
    />
  )
}
