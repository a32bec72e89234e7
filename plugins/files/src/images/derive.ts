import { Readable } from 'node:stream'
import type { Sharp } from 'sharp'
import { unreadableImage } from '../errors.ts'
import { derivedOf } from '../storage/places.ts'
import type { Store } from '../storage/store.ts'
import { formatOf } from './kinds.ts'
import { withPicture } from './sharp.ts'

/** Widths and heights that thumbnails come in. */
export const thumbnailSizes = [96, 320, 1280] as const

export interface Picture {
  readonly tenant: string
  readonly key: string
  readonly type: string
  /** Where the bytes lie as they came. */
  readonly blob: string
}

export interface Derived {
  readonly key: string
  readonly type: string
}

const making = new Map<string, Promise<void>>()

/** The picture as others get it: upright, in its colours, without what the camera wrote of place and time. */
export const cleanPicture = (store: Store, picture: Picture): Promise<Derived> => {
  const format = formatOf(picture.type) ?? 'jpeg'
  return derive(store, picture, `clean.${format}`, `image/${format}`, (image) =>
    image
      .autoOrient()
      .keepIccProfile()
      .toFormat(format, format === 'png' ? {} : { quality: 90 }),
  )
}

export const thumbnail = (store: Store, picture: Picture, size: (typeof thumbnailSizes)[number]): Promise<Derived> =>
  derive(store, picture, `${size}.webp`, 'image/webp', (image) =>
    image.autoOrient().resize(size, size, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }),
  )

/** Made once, by whoever asks first; what was collected meanwhile is made again. */
async function derive(
  store: Store,
  picture: Picture,
  variant: string,
  type: string,
  draw: (image: Sharp) => Sharp,
): Promise<Derived> {
  const key = derivedOf(picture.tenant, picture.key, variant)
  if ((await store.size(key)) !== null) return { key, type }
  const name = `${picture.blob} ${variant}`
  const made = making.get(name) ?? make(store, picture, key, draw).finally(() => making.delete(name))
  making.set(name, made)
  await made
  return { key, type }
}

async function make(store: Store, { blob }: Picture, key: string, draw: (image: Sharp) => Sharp): Promise<void> {
  const bytes = await withPicture(await store.read(blob), (image) => draw(image).toBuffer()).catch((error: unknown) => {
    throw Object.assign(unreadableImage(), { cause: error })
  })
  const place = `${key}.${crypto.randomUUID()}`
  await store.append(place, 0, Readable.from([bytes]))
  await store.settle(place, key)
}
