import { unreadable } from '../errors.ts'

/** The text of a file: by its mark if it has one, as UTF-8 if it is that, else as UTF-16 or one of the old code pages of our readers. */
export function decodeText(bytes: Buffer): string {
  const marked = markedAs(bytes)
  const text = marked ? new TextDecoder(marked).decode(bytes) : (asUtf8(bytes) ?? inCodePage(bytes))
  if (text.includes('\0')) throw unreadable()
  return text
}

function markedAs(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Without a mark: every other byte of plain text is empty, and none between.
  const sample = bytes.subarray(0, 2000)
  const empty = [0, 1].map((side) => sample.filter((byte, at) => at % 2 === side && byte === 0).length)
  if (empty[0] === 0 && (empty[1] ?? 0) > sample.length / 8) return 'utf-16le'
  if (empty[1] === 0 && (empty[0] ?? 0) > sample.length / 8) return 'utf-16be'
  return null
}

function asUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Cyrillic words are made of high bytes alone; in Latin ones a letter with a mark stands between plain ones. */
function inCodePage(bytes: Buffer): string {
  let [paired, single] = [0, 0]
  for (let at = 0; at < Math.min(bytes.length, 200_000); at++) {
    if ((bytes[at] ?? 0) < 0xc0) continue
    if ((bytes[at - 1] ?? 0) >= 0xc0 || (bytes[at + 1] ?? 0) >= 0xc0) paired++
    else single++
  }
  return new TextDecoder(paired > single ? 'windows-1251' : 'windows-1252').decode(bytes)
}
