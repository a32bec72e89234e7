import type { Page } from 'playwright-core'

/** Goes to an address of the backoffice as a link in it does: nothing is loaded anew but what the screen shows. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
  }, path)
}
