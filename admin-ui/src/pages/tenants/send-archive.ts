export interface Sending {
  readonly file: File
  readonly passphrase: string
  /** Empty for the one it had. */
  readonly slug: string
  /** From 0 to 1; then the server works. */
  onProgress(share: number): void
}

export interface Uploading {
  readonly answer?: { readonly name: string; readonly slug: string }
  readonly refusal?: { readonly message: string; readonly errors?: Readonly<Record<string, string>> }
}

/** fetch does not tell how much of a body has gone; the older way does. */
export function sendArchive({ file, passphrase, slug, onProgress }: Sending): Promise<Uploading> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/tenant-archives${slug ? `?slug=${encodeURIComponent(slug)}` : ''}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    if (passphrase) request.setRequestHeader('x-archive-passphrase', encodeURIComponent(passphrase))
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.upload.onload = () => onProgress(1)
    request.onerror = () => resolve({ refusal: { message: '' } })
    request.onload = () => {
      const body = parsed(request.responseText)
      resolve(request.status < 300 ? { answer: body } : { refusal: { message: '', ...body } })
    }
    request.send(file)
  })
}

function parsed(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
