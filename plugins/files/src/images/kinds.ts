/** The pictures that can be drawn anew, and as what. */
const redrawn: Readonly<Record<string, 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif'>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
  'image/gif': 'gif',
}

export const formatOf = (type: string) => redrawn[type]
export const isPicture = (type: string): boolean => type in redrawn

/** A picture that may tell where it was taken and cannot be drawn anew here. */
export const isSealedPicture = (type: string): boolean =>
  type.startsWith('image/') && !isPicture(type) && type !== 'image/svg+xml'
