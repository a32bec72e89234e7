import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { go } from './go.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

const [root, elena] = ['root@installation.example', 'elena@studionord.example']
const passphrase = 'a passphrase of some length'
let house: House
let folder: string
let branch: string

beforeAll(async () => {
  house = await openHouse()
  folder = await mkdtemp(join(tmpdir(), 'guildhall-browser-'))
  await house.platform.identity.createUser({ email: root, name: 'Root', password: 'guildhall-demo', superadmin: true })
  const { tenants } = house.platform.tenancy
  branch = (await tenants.create({ slug: 'branch', name: 'Branch', plugins: ['directory', 'projects'] })).id
}, 120_000)
afterAll(async () => {
  await house?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => void house.troubles.splice(0))

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#c2410c"/></svg>'

describe('the life of a business', () => {
  test('S2.31 it is taken as a file, deleted by typing its name, taken back, gone, and restored by an upload', {
    timeout: 90_000,
  }, async () => {
    const page = await house.visit(root)
    await go(page, '/at/demo/tenants')
    await page.getByRole('link', { name: 'Branch', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Branch' }).waitFor()

    await page.getByLabel('Passphrase').fill('short')
    await page.getByText('At least 12 characters.').waitFor()
    expect(await page.getByRole('button', { name: 'Download' }).isDisabled()).toBe(true)
    await page.getByLabel('Passphrase').fill(passphrase)
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/^branch-.*\.sealed$/)
    const file = join(folder, 'branch')
    await download.saveAs(file)

    await page.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByRole('button', { name: 'Delete' })
    await dialog.getByRole('textbox', { name: 'Type branch to confirm' }).fill('brunch')
    expect(await confirm.isDisabled()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Type branch to confirm' }).fill('branch')
    await confirm.click()
    await page.getByText('Nobody can come in any more.', { exact: false }).waitFor()
    expect((await house.platform.tenancy.tenants.find({ id: branch }))?.status).toBe('deleting')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByRole('button', { name: 'Delete' }).waitFor()
    expect((await house.platform.tenancy.tenants.find({ id: branch }))?.status).toBe('active')

    const { deletions, tenancy } = house.platform
    await deletions.ask(branch, { slug: 'branch' }, await tenancy.contextForSystem(branch, 'test', { fresh: true }))
    await deletions.purge(branch, { isNow: true })
    await go(page, '/at/demo/tenants')
    await page.getByRole('heading', { name: 'Deleted' }).waitFor()
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
    await page.getByRole('dialog').getByLabel('Passphrase').fill('the wrong passphrase')
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
    await page.getByText('The passphrase is wrong, or the archive was changed.').waitFor()
    await page.getByRole('dialog').getByLabel('Passphrase').fill(passphrase)
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
    await page.getByRole('link', { name: 'Branch', exact: true }).waitFor()
    expect((await house.platform.tenancy.tenants.find({ id: branch }))?.slug).toBe('branch')
    // The refusal is the browser's to complain about, too.
    expect(house.troubles.filter((each) => !each.includes('422'))).toEqual([])
  })

  test('S2.31 limits are set by who runs the installation and seen by who administers, with a word of warning', async () => {
    const page = await house.visit(root)
    await go(page, `/at/demo/tenants/${house.tenantId}`)
    await page.getByText('It has no limits.').waitFor()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'people', exact: true }).fill('6')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('progressbar', { name: 'people' }).waitFor()
    const other = await house.visit(elena)
    await go(other, '/at/demo/settings')
    await other.getByRole('progressbar', { name: 'people' }).waitFor()
    await other.getByText(/Nearly full|Full: nothing can be added/).waitFor()
    expect(await other.getByRole('button', { name: 'Change' }).count()).toBe(0)
    expect(house.troubles).toEqual([])
  })

  test('S2.31 an administrator gives the business a look, sees it before it is saved, and strangers see it at the door once it is shown', async () => {
    const page = await house.visit(elena)
    await go(page, '/at/demo/settings')
    await page.getByRole('textbox', { name: 'Name shown' }).fill('Nord')
    await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#ffd400')
    await page.getByText('This colour is darkened', { exact: false }).waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) })
    const preview = page.getByRole('figure', { name: 'Preview' })
    await preview.locator('img[src^="data:"]').first().waitFor()
    expect(await preview.getByText('Nord', { exact: true }).count()).toBe(2)
    await page.getByRole('button', { name: 'Save' }).click()
    await page
      .locator('header img[src*="/api/brands/demo/logo"], nav img[src*="/api/brands/demo/logo"]')
      .first()
      .waitFor()

    const stranger = await house.visit(null)
    await stranger.goto('/at/demo')
    await stranger
      .getByRole('textbox', { name: /name|e-mail/i })
      .first()
      .waitFor()
    expect(await stranger.getByText('Nord', { exact: true }).count()).toBe(0)
    await page.getByRole('switch', { name: 'Show it at the sign-in door' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await stranger.reload()
    await stranger.getByText('Nord', { exact: true }).waitFor()
    const drawn = await stranger
      .locator('img[src*="/api/brands/demo/logo"]')
      .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))
    expect(drawn).toBeGreaterThan(0)
    expect(await faultsOf(stranger)).toEqual([])
    expect(house.troubles).toEqual([])
  })

  test('S2.31 these pages fit a small phone and have nothing serious for axe to say, light and dark', {
    timeout: 120_000,
  }, async () => {
    const findings: string[] = []
    const page = await house.visit(root, phone)
    for (const path of [`tenants/${house.tenantId}`, 'settings', 'tenants']) {
      await go(page, `/at/demo/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.locator('.MuiSkeleton-root').count()).toBe(0)
      const overhang = await overhangOf(page)
      if (overhang > 0) findings.push(`${path}: ${overhang} too wide`)
      findings.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`))
    }
    expect(findings).toEqual([])
  })
})
