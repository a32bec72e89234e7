import { extractText, getDocumentProxy } from 'unpdf'

/** What a PDF says, page by page, its broken lines joined. */
export async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false })
  return text.map((page) => page.replace(/\s+/g, ' '))
}

/** The one file that comes with a mail. */
export function attachmentOf({ raw }: { readonly raw: string }): Buffer {
  const [, body = ''] = /Content-Disposition: attachment[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(raw) ?? []
  return Buffer.from(body, 'base64')
}
