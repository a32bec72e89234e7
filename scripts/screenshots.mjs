// node scripts/screenshots.mjs [address]: the pictures of the documentation, taken of a running demo business
// (npm start in a folder without data). Desk and phone, three languages; docs/pictures/<language>/<screen>-<size>.png
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { root } from './house/root.mjs'

const address = process.argv[2] ?? 'http://127.0.0.1:3000'
const password = 'guildhall-demo'
const admin = 'elena@studionord.example'
const worker = 'mara@studionord.example'

const sizes = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
}

/** What is shown, to whom, and what is done before the picture is taken. */
const screens = [
  { name: 'sign-in', who: null, path: '/sign-in' },
  { name: 'dashboard', who: admin, path: '/at/demo' },
  { name: 'list', who: admin, path: '/at/demo/tasks' },
  { name: 'board', who: admin, path: '/at/demo/tasks?kind=board' },
  { name: 'calendar', who: admin, path: '/at/demo/tasks?kind=calendar', sizes: ['desk'] },
  { name: 'record', who: admin, path: '/at/demo/projects', open: true },
  { name: 'roles', who: admin, path: '/at/demo/roles', open: true, sizes: ['desk'] },
  { name: 'vocabulary', who: admin, path: '/at/demo/words', sizes: ['desk'] },
  { name: 'plugins', who: admin, path: '/at/demo/plugins', sizes: ['desk'] },
  { name: 'day', who: worker, path: '/at/demo', sizes: ['phone'] },
  { name: 'dark', who: admin, path: '/at/demo/tasks', colorScheme: 'dark', sizes: ['desk'] },
]

const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
for (const language of ['en', 'ro', 'ru'])
  for (const [size, device] of Object.entries(sizes))
    for (const screen of screens.filter((each) => !each.sizes || each.sizes.includes(size)))
      await take(screen, size, { ...device, locale: language, colorScheme: screen.colorScheme ?? 'light' })
await browser.close()

async function take({ name, who, path, open }, size, options) {
  const language = options.locale
  const context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce', ...options })
  if (who) {
    const answer = await context.request.post('/api/auth/login', { data: { email: who, password } })
    if (!answer.ok()) throw new Error(`${who} cannot sign in at ${address}: ${answer.status()}`)
    await context.request.patch('/api/auth/me', { data: { language } })
  }
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  if (open) {
    await page.locator('main a[href*="/"], main tbody tr, main li').first().click()
    await page.waitForLoadState('networkidle')
  }
  await page.waitForTimeout(500)
  const folder = join(root, 'docs/pictures', language)
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}-${size}.png`) })
  if (who) await context.request.patch('/api/auth/me', { data: { language: null } })
  await context.close()
}
