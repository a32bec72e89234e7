import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { FileAnswer } from '@guildhall/sdk'
import type { FastifyReply } from 'fastify'
import { dispositionOf, formTypes, writeSheet } from './export/file.ts'

const longestSilence = 60_000

/** Sends the file a plugin's route answers with, and comes back when it is sent: it may be read from the route's own transaction. */
export async function sendFile(reply: FastifyReply, answer: FileAnswer, zone: string): Promise<FastifyReply> {
  const { name, end, type, content } = partsOf(answer, zone)
  const pieces = content[Symbol.asyncIterator]()
  // What fails at once is still an answer of its own.
  const first = await pieces.next()
  const file = Readable.from(following(first, pieces), { objectMode: false })
  const { socket } = reply.request.raw
  // A reader that has gone quiet does not keep a connection for ever.
  const quiet = () => file.destroy(new Error('The reader of a file went quiet'))
  socket.setTimeout?.(longestSilence, quiet)
  reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', dispositionOf(name, asciiOf(name), end))
    .send(file)
  try {
    await finished(file)
  } finally {
    socket.setTimeout?.(0)
    socket.off?.('timeout', quiet)
  }
  return reply
}

function partsOf(answer: FileAnswer, zone: string) {
  if (answer.kind === 'guildhall-sheet') {
    const { name, form } = answer.sheet
    return { name, end: form, type: formTypes[form], content: writeSheet(answer.sheet, zone) }
  }
  const [, name = answer.name, end = 'bin'] = /^(.*)\.(\w+)$/.exec(answer.name) ?? []
  return { name, end, type: answer.type, content: answer.content }
}

async function* following<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

const asciiOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'file'
