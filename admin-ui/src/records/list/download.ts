import { HttpError } from 'react-admin'

export interface DownloadOptions {
  /** The business it is of, where the address does not say. */
  readonly tenant?: string
  /** Sent along; then it is asked for by POST. */
  readonly body?: object
  readonly signal: AbortSignal
  /** Bytes that have come so far. */
  onProgress(received: number): void
}

/** Fetches a file and keeps it under the name the server gives it. The browser puts what is large on its disk while it comes. */
export async function download(url: string, { tenant, body, signal, onProgress }: DownloadOptions): Promise<void> {
  const response = await fetch(url, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(tenant && { 'x-tenant': tenant }), ...(body && { 'content-type': 'application/json' }) },
    credentials: 'same-origin',
    signal,
  })
  if (!response.ok || !response.body) {
    const problem = await response.json().catch(() => undefined)
    throw new HttpError(problem?.message ?? response.statusText, response.status, problem)
  }
  const name = nameIn(response.headers.get('content-disposition') ?? '')
  let received = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        received += chunk.byteLength
        onProgress(received)
        controller.enqueue(chunk)
      },
    }),
  )
  const blob = await new Response(counted, {
    headers: { 'content-type': response.headers.get('content-type') ?? '' },
  }).blob()
  save(blob, name)
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** RFC 6266: the name as it is called, or else its ASCII form. */
export function nameIn(disposition: string): string {
  const [, extended] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  const [, plain] = /filename="([^"]*)"/i.exec(disposition) ?? []
  return extended ? decodeURIComponent(extended) : (plain ?? 'export.csv')
}
