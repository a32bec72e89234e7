import { useGetMany } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'

/** A file as the resource that stores files tells of it. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  /** An instant. */
  readonly createdAt?: string
  readonly uploader?: string | null
  /** The ids of what it was before, the newest first. */
  readonly earlier?: readonly string[]
}

/** The files behind ids, in their order; those one may not see are left out. */
export function useFiles(target: string, ids: readonly string[]): { files: readonly StoredFile[]; isLoading: boolean } {
  const { data = [], isLoading } = useGetMany<StoredFile>(target, { ids: [...ids] }, { enabled: ids.length > 0 })
  return { files: data.filter((file) => file !== undefined), isLoading: isLoading && ids.length > 0 }
}

/** Pictures of which the server makes small ones. */
const drawn = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/avif', 'image/gif', 'image/tiff'])
export const isPicture = ({ type }: Pick<StoredFile, 'type'>): boolean => drawn.has(type)

/** What browsers show in a tab of their own. */
export const opensInTab = ({ type }: Pick<StoredFile, 'type'>): boolean =>
  type === 'application/pdf' || /^(video\/(mp4|webm)|audio\/(mpeg|mp4|ogg|wav))$/.test(type)

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** “2.4 MB”, as the reader writes it. */
export function sizeText(bytes: number, language: string): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1000 ** power)
}

export function useSizeText(): (bytes: number) => string {
  const { language } = useManifest()
  return (bytes) => sizeText(bytes, language)
}
