import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Its own safety measures stay on, as with people; it needs no graphics card. */
const args = [
  '--no-sandbox',
  '--headless=shell',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-software-rasterizer',
]

/** The Chromium that comes with npm, or the one `CHROMIUM_PATH` names. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args,
    headless: true,
  })
}
