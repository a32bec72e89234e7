import type { Readable } from 'node:stream'
import { unreadableImage } from '../errors.ts'
import { withPicture } from './sharp.ts'

export interface Measures {
  readonly width: number
  readonly height: number
}

/** How large a picture is as it is looked at, upright. @throws `files.unreadable_image` */
export async function measure(source: Readable): Promise<Measures> {
  try {
    const { width, height, orientation = 1 } = await withPicture(source, (picture) => picture.metadata())
    return orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch (error) {
    throw Object.assign(unreadableImage(), { cause: error })
  }
}
