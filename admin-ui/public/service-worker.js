/**
 * Keeps the built parts, whose names carry their contents' hash, and one page for when there is no connection.
 * Records, words and pages themselves are never kept: they are the server's to give.
 */
const kept = 'guildhall-1'
const offline = ['/offline.html', '/offline.css', '/offline.js', '/icon.svg']
/** Parts of builds that are gone would stay for ever; the oldest make room. */
const mostParts = 250

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(kept)
      .then((cache) => cache.addAll(offline))
      .then(() => skipWaiting()),
  )
})

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline.html')))
  else if (pathname.startsWith('/assets/')) event.respondWith(part(request))
  else if (offline.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)))
})

/** What the server tells while nobody looks. One that comes twice stands there once. */
addEventListener('push', (event) => {
  const { id, title, body, path, language } = event.data?.json() ?? {}
  if (!title) return
  const shown = { body, tag: id, lang: language, icon: '/icon-192.png', badge: '/icon-192.png', data: { path } }
  event.waitUntil(registration.showNotification(title, shown))
})

addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path } = event.notification.data ?? {}
  const address = new URL(path ?? '/', location.origin)
  if (address.origin !== location.origin) return
  event.waitUntil(open(address.href))
})

/** In a window that is there, else in a new one. */
async function open(address) {
  const [window] = await clients.matchAll({ type: 'window' })
  if (!window) return clients.openWindow(address)
  await window.focus()
  return window.navigate(address)
}

async function part(request) {
  const cache = await caches.open(kept)
  const found = await cache.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request, answer.clone())
    const names = await cache.keys()
    const parts = names.filter(({ url }) => new URL(url).pathname.startsWith('/assets/'))
    for (const old of parts.slice(0, Math.max(0, parts.length - mostParts))) await cache.delete(old)
  }
  return answer
}
