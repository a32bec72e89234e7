import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const smallest = 1024

/** Beside each script and style its compressed forms, so that the server compresses nothing. */
export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'guildhall-compressed',
    apply: 'build',
    configResolved({ build }) {
      folder = build.outDir
    },
    async closeBundle() {
      const assets = join(folder, 'assets')
      for (const name of await readdir(assets)) {
        if (!/\.(js|css)$/.test(name)) continue
        const bytes = await readFile(join(assets, name))
        if (bytes.length < smallest) continue
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        await writeFile(join(assets, `${name}.br`), await promisify(brotliCompress)(bytes, { params }))
        await writeFile(join(assets, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
      }
    },
  }
}
