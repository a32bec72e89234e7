import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Store } from '../storage/store.ts'
import { bytesOf } from './deliver.ts'
import type { Found } from './find.ts'

export const mostInArchive = 100

/** Several files as one ZIP, made while it is sent: its size does not matter to memory. */
export function zipOf(store: Store, files: readonly Found[]): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  zip.on('error', (error: Error) => out.destroy(error))
  // Opened when its turn comes. Pictures, films and PDFs would gain nothing by being pressed.
  for (const [name, file] of named(files))
    zip.addReadStreamLazy(name, { compress: false, mtime: new Date(0), forceDosTimestamp: true }, (done) => {
      bytesOf(store, file, {})
        .then(({ key }) => store.read(key))
        .then((stream) => done(null, stream))
        .catch((error: Error) => out.destroy(error))
    })
  zip.end()
  return out
}

/** Two files of one name are told apart; in an archive there are no folders. */
function named(files: readonly Found[]): Map<string, Found> {
  const taken = new Map<string, Found>()
  for (const file of files) {
    const plain = file.name.replace(/[/\\:]/g, '_')
    const [, stem = plain, ending = ''] = /^(.+?)(\.[^.]+)?$/.exec(plain) ?? []
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${stem} (${n})${ending}`
    taken.set(name, file)
  }
  return taken
}
