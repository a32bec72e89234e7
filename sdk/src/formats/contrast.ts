type Channels = readonly [red: number, green: number, blue: number]

/** The grounds that colours stand on in each mode; the paler of the light ones, the lighter of the dark ones. */
const grounds = { light: '#f6f7f9', dark: '#1a1d24' } as const

/**
 * The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
 * @param one `#rrggbb`
 */
export function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

/**
 * The colour itself where it can be read, else the nearest that can: darkened for light screens, lightened for dark ones, until it has
 * 4.5 : 1 against the ground (WCAG 2.2, 1.4.3).
 * @param color `#rrggbb`
 */
export function legibleColor(color: string, mode: keyof typeof grounds): string {
  const towards = mode === 'light' ? 0 : 255
  let [red, green, blue] = channelsOf(color)
  for (let step = 0; step < 64; step++) {
    const hex = hexOf([red, green, blue])
    if (contrastOf(hex, grounds[mode]) >= 4.5) return hex
    ;[red, green, blue] = [red, green, blue].map((channel) => channel + (towards - channel) * 0.06) as [
      number,
      number,
      number,
    ]
  }
  return mode === 'light' ? '#000000' : '#ffffff'
}

/** Black or white, whichever can be read on the colour. */
export const inkOn = (color: string) =>
  contrastOf(color, '#ffffff') >= contrastOf(color, '#10182a') ? '#ffffff' : '#10182a'

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const channelsOf = (color: string): Channels =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Channels
const hexOf = (channels: Channels) =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
