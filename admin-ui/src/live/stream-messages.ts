/** One message of a stream of server-sent events. */
export interface StreamMessage {
  readonly event: string
  readonly data: string
}

export interface StreamReader {
  /** Takes what came next and gives the messages it completed. */
  take(text: string): StreamMessage[]
  /** The last place told; what a new stream goes on from. */
  readonly lastId: string | undefined
}

/** Reads server-sent events (HTML Living Standard, 9.2.6), as far as our server writes them. */
export function createStreamReader(lastId?: string): StreamReader {
  let rest = ''
  let place = lastId
  let event = ''
  let data: string[] = []
  const messages: StreamMessage[] = []

  function line(text: string): void {
    if (text === '') {
      if (data.length > 0) messages.push({ event: event || 'message', data: data.join('\n') })
      event = ''
      data = []
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (name === 'id') place = value
    else if (name === 'event') event = value
    else if (name === 'data') data.push(value)
  }

  return {
    take(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const one of lines) line(one)
      return messages.splice(0)
    },
    get lastId() {
      return place
    },
  }
}
