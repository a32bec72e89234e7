import { createReadStream, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

export const isTarball = (file: string) => /\.(tgz|tar\.gz)$/.test(file)

/** Unpacks what `npm pack` made, without its outermost folder. Files that would lie elsewhere, and links, are left out. */
export async function unpack(tarball: string, folder: string): Promise<void> {
  const files = extract()
  files.on('entry', (header, stream, next) => {
    const target = resolve(join(folder, header.name.split('/').slice(1).join('/')))
    const chunks: Buffer[] = []
    stream.on('data', (chunk) => chunks.push(chunk as Buffer))
    stream.on('end', () => {
      if (header.type === 'file' && target.startsWith(resolve(folder) + sep)) {
        mkdirSync(dirname(target), { recursive: true })
        writeFileSync(target, Buffer.concat(chunks))
      }
      next()
    })
  })
  await pipeline(createReadStream(tarball), createGunzip(), files)
}
