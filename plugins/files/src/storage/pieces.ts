/** A stream in pieces of one length, the last one shorter. What has arrived when the source breaks off is a piece of its own. */
export async function* inPieces(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  let broken: unknown
  try {
    for await (const chunk of source) {
      held.push(chunk)
      size += chunk.length
      if (size < length) continue
      yield Buffer.concat(held)
      held = []
      size = 0
    }
  } catch (error) {
    broken = error
  }
  if (size > 0) yield Buffer.concat(held)
  if (broken !== undefined) throw broken
}
