import type { Platform } from '../platform.ts'

/** How long requests that have begun may take to end once we are told to stop. */
const patience = 10_000

/** Takes no more requests, lets those that have begun end, and then closes what they used. */
export async function closeServer(platform: Platform): Promise<void> {
  const cut = setTimeout(() => platform.app.server.closeAllConnections(), patience)
  try {
    await platform.close()
  } finally {
    clearTimeout(cut)
  }
}
