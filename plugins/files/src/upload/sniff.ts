/** So many first bytes say what something is, Office documents included. */
export const headLength = 64 * 1024

/** The media type of some bytes by their beginning; a name says nothing. Text is told from markup that a browser would run. */
export async function typeOf(head: Uint8Array): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  const text = textIn(head)
  if (text !== null && /<svg[\s>]/i.test(text)) return 'image/svg+xml'
  if (text !== null && /^\s*(<!--|<!doctype\s+html|<html|<head|<body|<script|<iframe)/i.test(text)) return 'text/html'
  if (found) return found.mime.split(';')[0] ?? found.mime
  return text === null ? 'application/octet-stream' : 'text/plain'
}

/** The beginning as text, where it is UTF-8 without control signs; a letter that is cut off at its end does not count. */
function textIn(head: Uint8Array): string | null {
  if (head.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return null
  }
}
