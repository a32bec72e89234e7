import { defineError } from '@guildhall/sdk'

const unknownLogo = defineError('branding.logo_unknown', 422)
const unsafeLogo = defineError('branding.logo_unsafe', 422)
const largeLogo = defineError<{ most: number }>('branding.logo_large', 422)

/** In bytes. */
export const largestLogo = 262_144

/** What a picture is, by its content: its name and what is said of it are not believed. @throws 422 */
export function judgeLogo(bytes: Buffer): string {
  const refuse = (error: Error & { code: string }) => {
    throw Object.assign(error, { fields: [{ path: 'logo', code: error.code }] })
  }
  if (bytes.length > largestLogo) refuse(largeLogo({ most: largestLogo / 1024 }))
  const type = typeOf(bytes)
  if (!type) return refuse(unknownLogo())
  if (type === 'image/svg+xml' && !isInert(bytes.toString('utf8'))) refuse(unsafeLogo())
  return type
}

function typeOf(bytes: Buffer): string | null {
  const begins = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex
  if (begins('89504e470d0a1a0a')) return 'image/png'
  if (begins('ffd8ff')) return 'image/jpeg'
  if (begins('52494646') && begins('57454250', 8)) return 'image/webp'
  const text = bytes.toString('utf8')
  return /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text) ? 'image/svg+xml' : null
}

/** A drawing that does nothing and asks nobody. It is served under a policy that would stop it as well; see routes.ts. */
function isInert(svg: string): boolean {
  const active = /<\s*(script|foreignObject|iframe|embed|object|handler|set|animate\w*)\b/i
  const handlers = /\son\w+\s*=/i
  const entities = /<!(DOCTYPE|ENTITY)/i
  const outside = /(href|src)\s*=\s*["']?\s*(?!["']?\s*(#|data:image\/(png|jpeg|webp)[;,]))\S/i
  const styles = /@import|url\(\s*["']?\s*(?!#)/i
  return ![active, handlers, entities, outside, styles].some((pattern) => pattern.test(svg))
}
