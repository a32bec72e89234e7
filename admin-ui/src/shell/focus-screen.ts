import { type RefObject, useEffect, useRef } from 'react'

/**
 * Whoever goes to another screen goes on from its beginning: the Tab key leads into it, and a screen reader reads there. A screen that has
 * already put the cursor somewhere, and a dialog that is open, keep it.
 */
export function useFocusOfScreen(pathname: string): RefObject<HTMLElement | null> {
  const screen = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    // After the menu or the dialog that led here has given the focus back.
    const waiting = setTimeout(() => {
      const at = document.activeElement
      if (at?.closest('[role=dialog], [role=menu]') || screen.current?.contains(at)) return
      screen.current?.focus({ preventScroll: true })
    }, 300)
    return () => clearTimeout(waiting)
  }, [pathname])
  return screen
}
