import { screenAt } from './screens.tsx'
import { createHttp, createOwnHttp } from './server/http.ts'
import { ask } from './server/opening.ts'

/**
 * Two programs behind one address: the door (signing in, invitations) and, for who is in, the office of one tenant. What the office
 * needs is asked for at once: its scripts, those of the screen in the address, and what the server has to say.
 */
const encoded = /^\/at\/([^/]+)/.exec(location.pathname)?.[1]
const root = document.getElementById('root') as HTMLElement

if (encoded) {
  const slug = decodeURIComponent(encoded)
  const http = createHttp(slug)
  const open = () => ask(http, createOwnHttp(slug))
  const asked = open()
  // Whoever draws them tells of what went wrong.
  asked.catch(() => {})
  screenAt(location.pathname)
    .load()
    .catch(() => {})
  void import('./office.tsx').then(({ openOffice }) => openOffice(root, { slug, http, asked, open }))
} else {
  void import('./door/door.tsx').then(({ openDoor }) => openDoor(root))
}
