import { Transform } from 'node:stream'
import { tooLarge } from './errors.ts'

/** Lets so many bytes through; one more is an error. */
export function limitedTo(most: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength
      if (size > most) done(tooLarge())
      else done(null, chunk)
    },
  })
}
