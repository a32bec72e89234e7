import { HttpError } from 'react-admin'
import type { StoredFile } from './file.ts'

export interface Sending {
  readonly tenant: string
  /** The resource that stores files, by which their addresses begin. */
  readonly target: string
  /** What it is for: `tasks.attachments`. */
  readonly field: string
  /** The file of which it is a new version. */
  readonly replaces?: string
  readonly signal: AbortSignal
  /** Bytes that have arrived. */
  onProgress(sent: number): void
}

const partLength = 4 * 1024 * 1024
/** Seconds to wait before it is tried again; then it is left to the person. */
const pauses = [1, 3, 8]

/** Sends a file in parts (tus 1.0) and goes on where it broke off. Gives the stored file. @throws what the server says, or that it cannot be reached */
export async function sendFile(file: File, sending: Sending): Promise<StoredFile> {
  const address = await begin(file, sending)
  let offset = 0
  for (let failures = 0; ; ) {
    try {
      const { offset: arrived, stored } = await sendPart(file, address, offset, sending)
      if (stored) return stored
      offset = arrived
      failures = 0
    } catch (error) {
      if (sending.signal.aborted) void abandon(address, sending)
      const pause = pauses[failures++]
      if (sending.signal.aborted || error instanceof HttpError || pause === undefined) throw error
      await new Promise((resolve) => setTimeout(resolve, pause * 1000))
      offset = await arrivedOf(address, sending).catch(() => offset)
    }
  }
}

const headersOf = ({ tenant }: Sending) => ({ 'x-tenant': tenant, 'tus-resumable': '1.0.0' })

async function begin(file: File, sending: Sending): Promise<string> {
  const encoded = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  const response = await fetch(`/api/${sending.target}/uploads`, {
    method: 'POST',
    credentials: 'same-origin',
    signal: sending.signal,
    headers: {
      ...headersOf(sending),
      'upload-length': String(file.size),
      'upload-metadata': [
        `filename ${encoded(file.name)}`,
        `for ${encoded(sending.field)}`,
        ...(sending.replaces ? [`replaces ${encoded(sending.replaces)}`] : []),
      ].join(),
    },
  })
  const address = response.headers.get('location')
  if (!response.ok || !address) throw refusal(response.status, await response.text())
  return address
}

async function arrivedOf(address: string, sending: Sending): Promise<number> {
  const response = await fetch(address, { method: 'HEAD', credentials: 'same-origin', headers: headersOf(sending) })
  const arrived = response.headers.get('upload-offset')
  if (!response.ok || arrived === null) throw new Error('The upload is gone')
  return Number(arrived)
}

const abandon = (address: string, sending: Sending) =>
  fetch(address, { method: 'DELETE', credentials: 'same-origin', headers: headersOf(sending) }).catch(() => {})

/** By XMLHttpRequest, which alone tells how far it has come. */
function sendPart(
  file: File,
  address: string,
  offset: number,
  sending: Sending,
): Promise<{ offset: number; stored?: StoredFile }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open('PATCH', address)
    for (const [name, value] of Object.entries(headersOf(sending))) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/offset+octet-stream')
    request.setRequestHeader('upload-offset', String(offset))
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded }) => sending.onProgress(offset + loaded)
    request.onload = () => {
      if (request.status === 200) resolve({ offset: file.size, stored: JSON.parse(request.responseText) })
      else if (request.status === 204) resolve({ offset: Number(request.getResponseHeader('upload-offset')) })
      else reject(refusal(request.status, request.responseText))
    }
    request.onerror = () => reject(new Error('The server cannot be reached'))
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    request.onloadend = () => sending.signal.removeEventListener('abort', stop)
    sending.signal.addEventListener('abort', stop)
    request.send(file.slice(offset, offset + partLength))
  })
}

function refusal(status: number, text: string): HttpError {
  let problem: { message?: string } | undefined
  try {
    problem = JSON.parse(text)
  } catch {}
  return new HttpError(problem?.message ?? text, status, problem)
}
