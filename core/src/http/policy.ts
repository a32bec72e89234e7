/** What pages of the installation may load: what it serves itself, and nothing else. With a nonce also the scripts and styles that carry it. */
export function policyOf(isSecure: boolean, nonce?: string): Record<string, string[]> {
  const marked = nonce ? [`'nonce-${nonce}'`] : []
  return {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'connect-src': ["'self'"],
    'font-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'script-src': ["'self'", ...marked],
    'style-src': ["'self'", ...marked],
    'worker-src': ["'self'"],
    ...(isSecure && { 'upgrade-insecure-requests': [] }),
  }
}
