/** Draws the PNG icons of the installable app from `admin-ui/public/icon.svg`: `node scripts/icons.mjs`. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'

const folder = fileURLToPath(new URL('../admin-ui/public/', import.meta.url))
const ground = '#2f4b7c'
/** A phone may cut a maskable icon to any shape within a circle of 80 % (W3C Web Application Manifest). */
const icons = [
  { name: 'icon-192.png', size: 192 },
  { name: 'icon-512.png', size: 512 },
  { name: 'icon-maskable-512.png', size: 512, isFull: true },
  { name: 'apple-touch-icon.png', size: 180, isFull: true },
]

const svg = await readFile(`${folder}icon.svg`, 'utf8')
const browser = await playwright.launch({
  executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
  args: chromium.args,
})
const page = await browser.newPage()
for (const { name, size, isFull = false } of icons) {
  await page.setViewportSize({ width: size, height: size })
  const inner = isFull ? Math.round(size * 0.8) : size
  await page.setContent(
    `<style>*{margin:0}body{display:grid;place-items:center;height:100vh;background:${isFull ? ground : 'transparent'}}svg{width:${inner}px;height:${inner}px}</style>${svg}`,
  )
  await writeFile(`${folder}${name}`, await page.screenshot({ omitBackground: !isFull }))
}
await browser.close()
