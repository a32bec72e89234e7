/** What the server says of a refused request; the same as for the office, without anything of react-admin's. */
export interface Refusal {
  readonly status: number
  readonly code?: string
  readonly message: string
  /** What is wrong with single fields, by their names. */
  readonly errors?: Readonly<Record<string, string>>
  /** Seconds until it may be tried again. */
  readonly retryAfter?: number
}

export type Asked<T> = { readonly answer: T } | { readonly refusal: Refusal | null }

/** One request in the language of the door; `refusal: null` where the server cannot be reached. */
export async function ask<T>(language: string, path: string, body?: object, method = 'POST'): Promise<Asked<T>> {
  try {
    const response = await fetch(path, {
      method: body ? method : 'GET',
      headers: {
        accept: 'application/json',
        'accept-language': language,
        ...(body && { 'content-type': 'application/json' }),
      },
      credentials: 'same-origin',
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text ? JSON.parse(text) : null
    if (response.ok) return { answer: json }
    const retryAfter = Number(response.headers.get('retry-after'))
    return { refusal: { ...json, status: response.status, ...(retryAfter > 0 && { retryAfter }) } }
  } catch {
    return { refusal: null }
  }
}
