import type { Readable } from 'node:stream'
import type { Sharp } from 'sharp'

/** Larger pictures than any camera makes would only fill memory. */
const mostPixels = 120_000_000
const mostAtOnce = 2

let loading: Promise<typeof import('sharp')['default']> | undefined
let running = 0
const waiting: (() => void)[] = []

/** Loaded with the first picture. */
function load() {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  })
  return loading
}

/** Works on a picture; few at once, because each takes memory by its pixels. @throws what the library says of bytes that are no picture */
export async function withPicture<T>(source: Readable, work: (picture: Sharp) => Promise<T>): Promise<T> {
  const sharp = await load()
  await enter()
  try {
    const picture = sharp({ limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    source.on('error', (error) => picture.destroy(error))
    return await work(source.pipe(picture))
  } finally {
    source.destroy()
    leave()
  }
}

async function enter(): Promise<void> {
  while (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
}

function leave(): void {
  running--
  waiting.shift()?.()
}
