import { HttpError } from 'react-admin'

/** Gives a file to the server as it is. What it is, the server sees. */
export async function sendFile<T>(
  tenant: string,
  path: string,
  file: File,
  query: Record<string, string> = {},
): Promise<T> {
  const asked = new URLSearchParams({ name: file.name, ...query })
  const response = await fetch(`/api${path}?${asked}`, {
    method: 'POST',
    headers: { 'x-tenant': tenant, 'content-type': 'application/octet-stream', accept: 'application/json' },
    credentials: 'same-origin',
    body: file,
  })
  const json = await response.json().catch(() => undefined)
  if (!response.ok) throw new HttpError(json?.message ?? response.statusText, response.status, json)
  return json as T
}
