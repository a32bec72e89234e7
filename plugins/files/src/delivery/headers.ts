/** What browsers may show in place; everything else that people sent is only ever downloaded. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'application/pdf',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
])

export interface Delivered {
  readonly name: string
  readonly type: string
  readonly etag: string
  readonly isInline: boolean
}

/** What people sent never runs, whatever it is, and no browser guesses at it. */
export function headersOf({ name, type, etag, isInline }: Delivered): Record<string, string> {
  const isShown = isInline && shown.has(type)
  return {
    'content-type': isShown
      ? type
      : type === 'text/html' || type === 'image/svg+xml'
        ? 'application/octet-stream'
        : type,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; ${fileName(name)}`,
    // The browser's own viewer of PDF does not open in a sandbox; a PDF runs nothing of ours.
    'content-security-policy': `default-src 'none'${type === 'application/pdf' ? '' : '; sandbox'}`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // Kept by nobody between, and asked for anew each time: the right may be gone.
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
  }
}

/** RFC 6266, with RFC 8187 for letters beyond ASCII. */
export function fileName(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}
