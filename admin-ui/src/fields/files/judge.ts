import type { ManifestField } from '@guildhall/sdk/manifest'

/** What a field takes as the browser's choice of files understands it. */
export const acceptOf = ({ accept }: Pick<ManifestField, 'accept'>): string | undefined => accept?.join(',')

export const takesPictures = ({ accept }: Pick<ManifestField, 'accept'>): boolean =>
  accept === undefined || accept.some((type) => type.startsWith('image/'))

/** What can be said before a file is sent: the key of a sentence, or nothing. The server looks at what it really is. */
export function refusalOf(file: File, { accept, maxBytes }: Pick<ManifestField, 'accept' | 'maxBytes'>): string | null {
  if (file.size === 0) return 'files.empty'
  if (maxBytes !== undefined && file.size > maxBytes) return 'files.too_large'
  const isTaken = (type: string) => (type.endsWith('/*') ? file.type.startsWith(type.slice(0, -1)) : file.type === type)
  return accept && file.type !== '' && !accept.some(isTaken) ? 'files.wrong_type' : null
}
