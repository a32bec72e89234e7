/** What a plugin's own screens may use of the backoffice. */
export { fieldOf, useManifest } from '../server/manifest.ts'
export { Empty } from '../shell/empty.tsx'
export { useNoun } from '../words/nouns.ts'
export { useSay } from '../words/use-words.ts'
