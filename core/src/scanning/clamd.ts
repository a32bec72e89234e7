import { connect } from 'node:net'
import type { Readable } from 'node:stream'

const patience = 120_000

/**
 * Asks clamd what is wrong with some bytes: its INSTREAM command over TCP (man clamd(8)), pieces with their lengths before them.
 * Gives what was found, or null. @throws where nobody answers, or not what can be understood
 */
export async function scanWith(address: string, source: Readable): Promise<string | null> {
  const answer = await ask(address, source)
  const found = /^stream: (.+) FOUND/.exec(answer)?.[1]
  if (!found && !/^stream: OK/.test(answer)) throw new Error(`clamd answers: ${answer.slice(0, 200)}`)
  return found ?? null
}

async function ask(address: string, source: Readable): Promise<string> {
  const { hostname: host, port } = new URL(`tcp://${address}`)
  const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port: Number(port || 3310) })
  socket.setTimeout(patience, () => socket.destroy(new Error('clamd does not answer')))
  const answered = new Promise<string>((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      text += part
    })
    socket.on('end', () => resolve(text.replaceAll('\0', '')))
    socket.on('error', reject)
  })
  answered.catch(() => {})
  try {
    await send(socket, Buffer.from('zINSTREAM\0'))
    for await (const chunk of source) {
      const length = Buffer.alloc(4)
      length.writeUInt32BE((chunk as Buffer).length)
      await send(socket, Buffer.concat([length, chunk as Buffer]))
    }
    await send(socket, Buffer.alloc(4))
    return await answered
  } finally {
    source.destroy()
    socket.destroy()
  }
}

/** Resolves when it was taken; it is refused when the other side has gone, as it does with what is too large for it. */
function send(socket: ReturnType<typeof connect>, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(new Error('clamd has gone'))
    socket.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}
