import type { Page } from 'playwright-core'
import { onTestFailed } from 'vitest'

/** When the test fails, says where the page stood when it was closed, what it showed, and which answers it had not got. */
export function tellIfItFails(page: Page): void {
  const open = new Set<string>()
  const refused: string[] = []
  page.on('request', (request) => open.add(`${request.method()} ${request.url()}`))
  page.on('requestfailed', (request) => open.delete(`${request.method()} ${request.url()}`))
  page.on('response', (response) => {
    const asked = `${response.request().method()} ${response.url()}`
    open.delete(asked)
    if (response.status() >= 400) refused.push(`${response.status()} ${asked}`)
  })
  let shown = ''
  const context = page.context()
  const close = context.close.bind(context)
  context.close = async (options) => {
    shown = await page
      .locator('body')
      .ariaSnapshot({ timeout: 1_000 })
      .catch(() => 'nothing')
    await close(options)
  }
  try {
    onTestFailed(() => {
      console.info(`${page.url()} showed:\n${shown.slice(0, 3_000)}`)
      console.info(`No answer yet: ${[...open].join(', ') || 'none'}. Refused: ${refused.join(', ') || 'none'}.`)
    })
  } catch {
    // Visited before the tests, it is nobody's failure.
  }
}
