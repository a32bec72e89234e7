import type { Manifest } from '@guildhall/sdk/manifest'
import type { Words } from '../words/words.ts'
import type { Http } from './http.ts'

/** What the server says before anything can be drawn. */
export interface Opening {
  readonly manifest: Manifest
  readonly words: Words
}

/** @param here asks this installation, whatever it is that is looked at */
export async function ask(http: Http, here: Http): Promise<Opening> {
  const manifest = (await http('/api/manifest')).json as Manifest
  const wordsOf = async (from: Http) => (await from(manifest.words.url)).json as Words
  if (!manifest.link) return { manifest, words: await wordsOf(http) }
  // Another installation names what it has; the screens around it are these.
  const [there, own] = await Promise.all([wordsOf(http), wordsOf(here).catch((): Words => ({}))])
  return { manifest, words: { ...there, ...own, ...namesOf(there), core: { ...own['core'], ...there['core'] } } }
}

const namesOf = ({ admin: _, ...words }: Words): Words => words
