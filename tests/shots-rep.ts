import { launchBrowser } from '/tmp/w-reports/tests/browser/browser.ts'

const url = 'http://127.0.0.1:4342'
const browser = await launchBrowser()
const lang = process.argv[2] ?? 'en'
const who = process.argv[3] ?? 'victor'
const phone = process.argv[4] === 'phone'
const context = await browser.newContext({
  baseURL: url,
  locale: lang,
  viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
  reducedMotion: 'reduce',
  colorScheme: process.argv[4] === 'dark' ? 'dark' : 'light',
})
context.setDefaultTimeout(15000)
await context.request.post('/api/auth/login', {
  data: { email: `${who}@studionord.example`, password: 'guildhall-demo' },
})
await context.request.patch('/api/auth/me', { data: { language: lang } })
const page = await context.newPage()
page.on('pageerror', (e) => console.log('PAGEERROR', e.message))
page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text().slice(0, 300)))
const api = async (path: string) =>
  (await context.request.get('/api' + path, { headers: { 'x-tenant': 'demo' } })).json()
const shot = async (path: string, name: string) => {
  await page.goto('/at/demo' + path)
  await page.waitForTimeout(3500)
  await page.screenshot({ path: `/tmp/shot-${lang}-${process.argv[4] ?? ''}-${name}.png`, fullPage: true })
}
const boards = await api('/dashboards')
const reports = await api('/reports')
console.log(
  reports.map((r: any) => r.name),
  boards.length,
)
const names = (process.argv[5] ?? 'home,board,report,build').split(',')
if (names.includes('home')) await shot('/reports/overview', 'home')
if (names.includes('board')) await shot('/reports/overview?dashboard=' + boards[0].id, 'board')
if (names.includes('report'))
  await shot('/reports/overview?report=' + reports.find((r: any) => r.name === 'On time, by person').id, 'report')
if (names.includes('build'))
  await shot('/reports/overview?build=' + reports.find((r: any) => r.name === 'Left to do').id, 'build')
if (names.includes('schedule')) {
  const s = await api('/report-schedules')
  await shot('/report-schedules/' + s[0].id + '/show', 'schedule')
  await shot('/report-schedules/create', 'newschedule')
}
if (names.includes('sent')) await shot('/report-deliveries', 'sent')
await browser.close()
