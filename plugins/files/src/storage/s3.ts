import { Readable } from 'node:stream'
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { bytesMissing } from '../errors.ts'
import { inPieces } from './pieces.ts'
import type { Range, Store, Stored } from './store.ts'

const pieceLength = 8 * 1024 * 1024

/**
 * Bytes in a bucket: `s3://<key>:<secret>@<bucket>/<prefix>?region=…&endpoint=…`; without key and secret as the environment of AWS says.
 * An object cannot be added to, so what is uploaded lies in pieces named by their place until it is settled.
 */
export async function openS3(address: URL): Promise<Store> {
  const s3 = await import('@aws-sdk/client-s3')
  const { Upload } = await import('@aws-sdk/lib-storage')
  const client = new s3.S3Client(configOf(address))
  const Bucket = address.hostname
  const prefix = address.pathname.replace(/^\/|\/$/g, '')
  const nameOf = (key: string) => (prefix ? `${prefix}/${key}` : key)
  const keyOf = (name: string) => (prefix ? name.slice(prefix.length + 1) : name)

  const put = (key: string, Body: Buffer) => client.send(new s3.PutObjectCommand({ Bucket, Key: nameOf(key), Body }))
  const get = async (key: string, range?: Range) => {
    const answer = await client.send(
      new s3.GetObjectCommand({
        Bucket,
        Key: nameOf(key),
        ...(range && { Range: `bytes=${range.start}-${range.end}` }),
      }),
    )
    return answer.Body as Readable
  }
  const drop = (key: string) => client.send(new s3.DeleteObjectCommand({ Bucket, Key: nameOf(key) }))
  const head = (key: string) =>
    client
      .send(new s3.HeadObjectCommand({ Bucket, Key: nameOf(key) }))
      .then(({ ContentLength = 0 }) => ContentLength, absent)

  async function* list(below: string): AsyncGenerator<Stored> {
    let token: string | undefined
    do {
      const page = await client.send(
        new s3.ListObjectsV2Command({ Bucket, Prefix: nameOf(below), ContinuationToken: token }),
      )
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
        yield { key: keyOf(Key), size: Size, changedAt: LastModified?.getTime() ?? 0 }
      token = page.NextContinuationToken
    } while (token)
  }

  /** The pieces of what is being uploaded, in their order. */
  async function piecesOf(key: string): Promise<Stored[]> {
    const found: Stored[] = []
    for await (const piece of list(`${key}/`)) found.push(piece)
    return found.sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  async function* joined(pieces: readonly Stored[]): AsyncGenerator<Buffer> {
    for (const { key } of pieces) for await (const chunk of await get(key)) yield chunk as Buffer
  }

  const store: Store = {
    async append(key, at, source) {
      for (const piece of await piecesOf(key)) if (placeOf(piece.key) >= at) await drop(piece.key)
      let place = at
      for await (const piece of inPieces(source, pieceLength)) {
        await put(`${key}/${String(place).padStart(16, '0')}`, piece)
        place += piece.length
      }
    },
    async size(key) {
      const pieces = await piecesOf(key)
      return pieces.length > 0 ? pieces.reduce((sum, { size }) => sum + size, 0) : head(key)
    },
    async read(key, range) {
      const pieces = range ? [] : await piecesOf(key)
      return pieces.length > 0 ? Readable.from(joined(pieces)) : get(key, range)
    },
    async settle(from, to) {
      const pieces = await piecesOf(from)
      if (pieces.length === 0) {
        if ((await head(to)) === null) throw bytesMissing()
        return
      }
      const Body = Readable.from(joined(pieces), { objectMode: false })
      await new Upload({
        client,
        params: { Bucket, Key: nameOf(to), Body },
        partSize: pieceLength,
        queueSize: 2,
      }).done()
      await store.remove(from)
    },
    async remove(key) {
      for (const piece of await piecesOf(key)) await drop(piece.key)
      await drop(key)
    },
    list,
    async probe() {
      await put('.probe', Buffer.from('guildhall'))
      await drop('.probe')
    },
  }
  return store
}

function configOf(address: URL): S3ClientConfig {
  const endpoint = address.searchParams.get('endpoint')
  const region = address.searchParams.get('region') ?? 'us-east-1'
  return {
    region,
    // Other servers than Amazon's do not know buckets by their names of hosts, nor its newer sums.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(address.username && {
      credentials: {
        accessKeyId: decodeURIComponent(address.username),
        secretAccessKey: decodeURIComponent(address.password),
      },
    }),
  }
}

const placeOf = (key: string) => Number(key.slice(key.lastIndexOf('/') + 1))

function absent(error: { $metadata?: { httpStatusCode?: number } }): null {
  if (error.$metadata?.httpStatusCode === 404) return null
  throw error
}
