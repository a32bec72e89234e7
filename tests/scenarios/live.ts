export interface LiveMessage {
  readonly resource: string
  readonly id: string
  readonly version?: number
  readonly type: string
}

export interface Listener {
  readonly messages: readonly LiveMessage[]
  /** Waits for a message. */
  until(is: (message: LiveMessage) => boolean): Promise<LiveMessage>
  leave(): Promise<void>
}

/** Somebody who keeps the live stream open. */
export async function listen(address: string, cookie: string): Promise<Listener> {
  const controller = new AbortController()
  const response = await fetch(`${address}/api/stream`, { signal: controller.signal, headers: { cookie } })
  if (response.status !== 200) throw new Error(`The stream answers ${response.status}`)
  const messages: LiveMessage[] = []
  const waiting = new Set<() => void>()
  const reading = (async () => {
    let rest = ''
    for await (const chunk of response.body ?? []) {
      const parts = (rest + Buffer.from(chunk).toString()).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const data = part.split('\n').find((line) => line.startsWith('data: '))
        if (data) messages.push(JSON.parse(data.slice('data: '.length)))
      }
      for (const look of waiting) look()
    }
  })().catch(() => {})
  return {
    messages,
    until: (is) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Not among ${JSON.stringify(messages)}`)), 10_000)
        const look = () => {
          const found = messages.find(is)
          if (!found) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    async leave() {
      controller.abort()
      await reading
    },
  }
}
