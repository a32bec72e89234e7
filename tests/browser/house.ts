import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { loadPreset } from '../../core/src/first-start/load-preset.ts'
import { readPreset } from '../../core/src/first-start/preset.ts'
import { createTestPlatform, repositoryRoot, type TestPlatformOptions } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import type { Plugin } from '../../sdk/src/index.ts'
import { launchBrowser } from './browser.ts'
import { tellIfItFails } from './tell.ts'

export interface HouseOptions {
  readonly plugins?: readonly Plugin[]
  /** Which business it is; `demo` unless given. */
  readonly kind?: string
  /** The installation's folder; this house unless given. */
  readonly root?: string
  /** What the server logs is put here. */
  readonly logged?: Record<string, unknown>[]
  /** Where mails go; into a folder unless given. */
  readonly smtpUrl?: string
  /** Where it listens, if others must know beforehand where it will. */
  readonly port?: number
  readonly secret?: string
  readonly mailIn?: TestPlatformOptions['mailIn']
  /** Whether it may ask this machine where somebody names it. */
  readonly mayAskPrivate?: boolean
}

export interface VisitOptions extends BrowserContextOptions {
  /** `en` unless given. */
  readonly language?: string
  readonly tenant?: string
  readonly password?: string
}

/** Where the built backoffice is; another build of it may be tried. */
const backoffice = process.env.BACKOFFICE_DIST ?? join(repositoryRoot, 'admin-ui/dist')

/** A running Guildhall with the demo business, as it stands on somebody's machine. */
export async function openBusiness({
  plugins = config.plugins,
  root = repositoryRoot,
  kind = 'demo',
  logged,
  port = 0,
  ...installation
}: HouseOptions = {}) {
  const preset = readPreset(new URL('../../presets/', import.meta.url), kind)
  const { slug } = preset.tenant
  const platform = await createTestPlatform({
    ...{ plugins, root, backoffice },
    now: new Date().toISOString(),
    furnish: {
      name: kind,
      async run(platform) {
        const names = plugins.map(({ name }) => name)
        const { id } = await platform.tenancy.tenants.create({ ...preset.tenant, plugins: names })
        await loadPreset(platform, id, preset, { password: demoPassword })
      },
    },
    ...installation,
    ...(logged && { logger: loggerInto(logged) }),
    ...(port > 0 && { publicUrl: `http://127.0.0.1:${port}` }),
  })
  const { id } = (await platform.tenancy.tenants.find({ slug })) ?? { id: '' }
  const url = await platform.app.listen({ port, host: '127.0.0.1' })
  return { platform, url, tenantId: id, slug }
}

/** The same, and a browser before it. */
export async function openHouse(options: HouseOptions = {}) {
  const { platform, url, tenantId, slug } = await openBusiness(options)
  const browser: Browser = await launchBrowser()
  const troubles: string[] = []

  /** A browser of its own, signed in, at the tenant's first screen. What goes wrong in it is kept in `troubles`. */
  async function visit(
    email: string | null,
    { language = 'en', tenant = slug, password, ...options }: VisitOptions = {},
  ) {
    const context: BrowserContext = await browser.newContext({
      baseURL: url,
      locale: language,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(20_000)
    if (email) {
      await context.request.post('/api/auth/login', { data: { email, password: password ?? demoPassword } })
      await context.request.patch('/api/auth/me', { data: { language } })
    }
    const page: Page = await context.newPage()
    tellIfItFails(page)
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`.trim())
    })
    await page.goto(email ? `/at/${tenant}` : '/')
    return page
  }

  return {
    platform,
    url,
    browser,
    tenantId,
    visit,
    /** Errors that browsers told of; a test that expects some takes them out. */
    troubles,
    async close() {
      await browser.close()
      await platform.close()
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
/** A small phone; nothing may be wider. */
export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

function loggerInto(logged: Record<string, unknown>[]) {
  return pino({ level: 'error' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
}
