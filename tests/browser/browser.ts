import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Meant for functions in a cloud: in one process a second visitor makes the browser crash. */
const unfit = new Set(['--single-process', '--no-zygote'])

/** The Chromium that comes with npm, or the one `CHROMIUM_PATH` names. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: chromium.args.filter((argument) => !unfit.has(argument)),
    headless: true,
  })
}
