import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const looks = ['light', 'dark'] as const
type Look = (typeof looks)[number]

/** Who inspects only a part of the page names it. */
export interface InspectOptions {
  readonly within?: string
}

/**
 * What axe finds serious or worse on the page as it stands, in light and in dark. All rules are asked once; in the dark only colours,
 * as nothing else can differ. The page is left light.
 */
export async function faultsOf(page: Page, { within }: InspectOptions = {}): Promise<string[]> {
  const faults: string[] = []
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look })
    await page.waitForFunction(isLooking, look)
    await page.waitForFunction(isAtRest)
    // One page suffices: no frame of ours holds anything from elsewhere.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
    if (within) axe.include(within)
    if (look === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        faults.push(`${look} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.waitForFunction(isLooking, 'light' as const)
  return faults
}

const isLooking = (look: Look) => getComputedStyle(document.documentElement).colorScheme === look

/** Colours are on their way from one look to the other for a moment; what turns for ever does not count. */
const isAtRest = () =>
  document
    .getAnimations()
    .every(
      ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
    )

/** By how many pixels the page is wider than its window. */
export const overhangOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
