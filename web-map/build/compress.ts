import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Files that shrink; fonts are compressed already. */
const TEXT = /\.(html|js|mjs|css|svg|json)$/
/** Below this a compressed copy saves less than its own file entry. */
const SMALLEST_BYTES = 512

/** Writes `.br` and `.gz` beside every text file of the build, so that the server never compresses the page itself. */
export function compress(): Plugin {
  let folder = 'dist'
  return {
    name: 'yuntu-compress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const file of walk(folder)) compressOne(file)
    },
  }
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}

function compressOne(file: string): void {
  const bytes = readFileSync(file)
  if (!TEXT.test(file) || bytes.length < SMALLEST_BYTES) return
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}
