import type { ManifestField } from '@guildhall/sdk/manifest'

/** The number the platform gave a record: a text that is reckoned and unique. */
export const isNumber = ({ kind, computed, unique }: ManifestField): boolean =>
  kind === 'text' && computed === true && unique === true
