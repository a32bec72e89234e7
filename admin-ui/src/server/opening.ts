import type { Manifest } from '@guildhall/sdk/manifest'
import type { Words } from '../words/words.ts'
import type { Http } from './http.ts'

/** What the server says before anything can be drawn. */
export interface Opening {
  readonly manifest: Manifest
  readonly words: Words
}

export async function ask(http: Http): Promise<Opening> {
  const manifest = (await http('/api/manifest')).json as Manifest
  return { manifest, words: (await http(manifest.words.url)).json as Words }
}
