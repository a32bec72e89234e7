import sharp from 'sharp'
import type { Member, Studio } from './studio.ts'

/** A photograph as a telephone takes it: on its side, with the place where it was taken. */
export async function photograph({ width = 640, height = 480, shade = 120 } = {}): Promise<Buffer> {
  const place = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '44/1 25/1 30/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '26/1 6/1 0/1',
  }
  return sharp({ create: { width, height, channels: 3, background: { r: shade, g: 80, b: 160 } } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Somephone' }, IFD3: place })
    .jpeg()
    .toBuffer()
}

/** The bytes at an address below `/api`, as somebody gets them. */
export async function bytes(
  { platform }: Pick<Studio, 'platform'>,
  { cookie }: Pick<Member, 'cookie'>,
  url: string,
  headers = {},
) {
  const response = await platform.app.inject({ method: 'GET', url, headers: { cookie, ...headers } })
  return { status: response.statusCode, headers: response.headers, body: response.rawPayload }
}

/** Brings a file for a field, as somebody. */
export async function upload(
  { platform }: Pick<Studio, 'platform'>,
  { cookie }: Pick<Member, 'cookie'>,
  body: Buffer,
  { name = 'file.bin', field = 'tasks.attachments', replaces = '' } = {},
) {
  const response = await platform.app.inject({
    method: 'POST',
    url: `/api/files/upload?${new URLSearchParams({ name, for: field, ...(replaces && { replaces }) })}`,
    headers: { cookie, 'content-type': 'application/octet-stream' },
    payload: body,
  })
  return { status: response.statusCode, body: response.json() }
}
