import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demoPassword } from '../../core/src/first-start/first-start.ts'
import { loadPackageIn } from '../../core/src/plugins/added.ts'
import { buildPlugin } from '../../core/src/plugins/build.ts'
import { resolveFromHouse } from '../../core/src/plugins/resolve-house.ts'
import { writePlugin } from '../../core/src/plugins/template.ts'
import { addMember, repositoryRoot, testPassword } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import { type House, openHouse, phone } from './house.ts'
import { faultsOf, overhangOf } from './inspect.ts'

vi.setConfig({ testTimeout: 90_000 })

const admin = 'elena@studionord.example'
const root = mkdtempSync(join(tmpdir(), 'guildhall-removal-'))
let house: House

beforeAll(async () => {
  const folder = join(root, 'acme-sample')
  writePlugin(folder, 'acme-sample')
  await buildPlugin(folder)
  resolveFromHouse(repositoryRoot)
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'))
  symlinkSync(join(repositoryRoot, 'locales'), join(root, 'locales'))
  cpSync(join(repositoryRoot, 'platform.config.ts'), join(root, 'platform.config.ts'))
  const plugin = await loadPackageIn(folder, 'guildhall-plugin-acme-sample')
  house = await openHouse({ root, plugins: [...config.plugins, plugin] })
  await addMember(house.platform, house.tenantId, { name: 'Root', email: 'root@house.example', archetype: 'admin' })
  await house.platform.engine.database.pool.query(
    `update guildhall.users set superadmin = true where email = 'root@house.example'`,
  )
  const elena = await house.platform.signIn(admin, demoPassword)
  await elena('POST', '/api/acme-sample-notes', { title: 'Order paint', body: 'Two tins of white' })
}, 180_000)
afterAll(async () => {
  await house?.close()
  rmSync(root, { recursive: true, force: true })
})

test('a new plugin’s own screen shows what is open, in the reader’s language', async () => {
  for (const [language, open] of [
    ['en', '1 is open'],
    ['ro', '1 este deschisă'],
    ['ru', 'Открыта 1'],
  ] as const) {
    const page = await house.visit(admin, { language })
    await page.goto('/at/demo/acme-sample/board')
    await page.getByText(open).waitFor()
    await page.getByRole('link', { name: /Order paint/ }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  }
})

test('an administrator is not offered what concerns every business', async () => {
  const page = await house.visit(admin)
  await page.goto('/at/demo/plugins')
  await page.getByRole('switch', { name: 'Notes' }).waitFor()
  expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0)
  await page.context().close()
})

test('a superadmin sees what would go, removes it with its name, and brings it back', async () => {
  const page = await house.visit('root@house.example', { ...phone, password: testPassword })
  await page.goto('/at/demo/plugins')
  await page.getByRole('button', { name: 'Remove Notes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove Notes?' })
  await dialog.getByText(/notes: 1 \(demo 1\)/i).waitFor()
  const remove = dialog.getByRole('button', { name: 'Remove everywhere' })
  expect(await remove.isDisabled()).toBe(true)
  await dialog.getByLabel('Write acme-sample to confirm').fill('acme-sample')
  expect(await faultsOf(page)).toEqual([])
  expect(await overhangOf(page)).toBe(0)
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'removal.png') })
  await remove.click()
  await page.getByText('Notes is removed.', { exact: false }).waitFor()
  await page.getByRole('heading', { name: 'Removed, with data that waits' }).waitFor()
  await page.getByText('1 record, until', { exact: false }).waitFor()
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'removed.png'), fullPage: true })
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('acme-sample is back as it was.').waitFor()
  await page.goto('/at/demo/acme-sample/board')
  await page.getByText('1 is open').waitFor()
  await page.context().close()
  expect(house.troubles).toEqual([])
})

test('what another plugin needs cannot be removed, and the other is named', async () => {
  const page = await house.visit('root@house.example', { language: 'ru', password: testPassword })
  await page.goto('/at/demo/plugins')
  await page.getByRole('button', { name: 'Удалить Справочник' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Его нельзя удалить', { exact: false }).waitFor()
  expect(await dialog.getByRole('button', { name: 'Удалить везде' }).isDisabled()).toBe(true)
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'needed.png') })
  await page.context().close()
})
