// node scripts/screenshots.mjs [address]: the pictures of the documentation, taken of a running demo business
// (npm start in a folder without data): docs/pictures/<language>/<screen>-<size>.png
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { root } from './house/root.mjs'

const address = process.argv[2] ?? 'http://127.0.0.1:3000'
const password = 'guildhall-demo'
const admin = 'elena@studionord.example'
const manager = 'victor@studionord.example'
const worker = 'mara@studionord.example'

const sizes = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
}

const everywhere = ['en', 'ro', 'ru']

/** What is shown, to whom, at which sizes; in English only unless told. */
const screens = [
  { name: 'sign-in', who: null, path: '/sign-in' },
  { name: 'home', who: manager, path: '/at/demo' },
  { name: 'list', who: admin, path: '/at/demo/tasks', languages: everywhere },
  { name: 'board', who: admin, path: '/at/demo/tasks?kind=board', languages: everywhere },
  { name: 'calendar', who: admin, path: '/at/demo/tasks?kind=calendar', sizes: ['desk'] },
  { name: 'record', who: admin, path: '/at/demo/projects', open: 'Bakery rebrand', languages: everywhere },
  { name: 'form', who: admin, path: '/at/demo/tasks/create' },
  { name: 'roles', who: admin, path: '/at/demo/roles', open: 'Creative', sizes: ['desk'] },
  { name: 'vocabulary', who: admin, path: '/at/demo/vocabulary', sizes: ['desk'] },
  { name: 'plugins', who: admin, path: '/at/demo/plugins', sizes: ['desk'] },
  { name: 'day', who: worker, path: '/at/demo', sizes: ['phone'] },
  { name: 'dark', who: admin, path: '/at/demo/tasks', colorScheme: 'dark', sizes: ['desk'] },
]

const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: ['--no-sandbox', '--headless=shell', '--font-render-hinting=none', '--disable-gpu'],
})
for (const screen of screens)
  for (const locale of screen.languages ?? ['en'])
    for (const size of screen.sizes ?? Object.keys(sizes))
      await take(screen, size, { ...sizes[size], locale, colorScheme: screen.colorScheme ?? 'light' })
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
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (open) {
    await page.getByText(open).first().click()
    await page.getByRole('heading', { level: 1, name: open }).waitFor()
  }
  // What is drawn late, charts for instance, has been.
  await page.waitForTimeout(2500)
  const folder = join(root, 'docs/pictures', language)
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}-${size}.png`) })
  if (who) await context.request.patch('/api/auth/me', { data: { language: null } })
  await context.close()
}
