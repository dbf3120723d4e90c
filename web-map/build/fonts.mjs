// Cuts Noto Sans SC into files the page can afford: one core file per weight with every character our own texts use plus
// the characters Chinese place names are made of, and blocks of the rest by code point, fetched only when a name needs one.
// Writes src/fonts/ (not committed) and does nothing when its inputs have not changed.
//
// Why not the package's own 97 subsets: a first view touches 30 of them (900 kB), and their unicode-range lists alone are
// 32 kB of compressed style sheet per weight.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subset from 'subset-font'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const OUT = join(ROOT, 'src/fonts')
const WEIGHTS = [400, 500]
const FAMILY = 'Noto Sans SC'
/** Code points a fallback file spans; some 170 of the 7,000 glyphs, 20–35 kB. */
const BLOCK = 0x200
const HAN = [0x4e00, 0x9fff]
const LATIN = Array.from({ length: 0x5f }, (_, i) => String.fromCodePoint(0x20 + i)).join('') + '·×±–—‘’“”…‹›€°'
const PUNCTUATION = '、。《》〈〉「」（），：；！？％～＜＞－／'

const core = coreCharacters()
const stamp = createHash('sha256').update(core).update(readFileSync(fileURLToPath(import.meta.url))).digest('hex')
if (!isCurrent(stamp)) await cut(core, stamp)

function coreCharacters() {
  const places = readFileSync(join(ROOT, 'build/place-characters.txt'), 'utf8')
  const ours = sources(join(ROOT, 'src')).map((file) => readFileSync(file, 'utf8')).join('')
  const han = [...(places + ours)].filter((c) => c >= '\u4e00' && c <= '\u9fff')
  return [...new Set([...LATIN, ...PUNCTUATION, ...han])].sort().join('')
}

function sources(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (path === OUT) return []
    if (statSync(path).isDirectory()) return sources(path)
    return /\.(ts|vue)$/.test(name) && !name.endsWith('.test.ts') ? [path] : []
  })
}

function isCurrent(wanted) {
  try {
    return readFileSync(join(OUT, 'stamp'), 'utf8') === wanted
  } catch {
    return false
  }
}

async function cut(characters, wanted) {
  const started = Date.now()
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const rules = []
  for (const weight of WEIGHTS) {
    const whole = readFileSync(join(ROOT, `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff2`))
    const latin = readFileSync(join(ROOT, `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-latin-${weight}-normal.woff2`))
    const sfnt = await subset(whole, allHan(), { targetFormat: 'sfnt' })
    for (let from = HAN[0]; from <= HAN[1]; from += BLOCK) {
      const to = Math.min(from + BLOCK - 1, HAN[1])
      const text = span(from, to).filter((c) => !characters.includes(c)).join('')
      const file = `block-${from.toString(16)}-${weight}.woff2`
      writeFileSync(join(OUT, file), await subset(sfnt, text, { targetFormat: 'woff2' }))
      rules.push(face(file, weight, `U+${from.toString(16)}-${to.toString(16)}`))
    }
    const han = [...characters].filter((c) => c >= '\u3000').join('')
    const file = `core-${weight}.woff2`
    writeFileSync(join(OUT, file), await subset(whole, han, { targetFormat: 'woff2' }))
    rules.push(face(file, weight, ranges(han)))
    const western = `latin-${weight}.woff2`
    writeFileSync(join(OUT, western), await subset(latin, LATIN, { targetFormat: 'woff2' }))
    rules.push(face(western, weight, ranges(LATIN)))
  }
  writeFileSync(join(OUT, 'faces.css'), `${rules.join('\n')}\n`)
  writeFileSync(join(OUT, 'stamp'), wanted)
  console.log(`fonts: ${[...characters].length} core characters, ${rules.length} files in ${Date.now() - started} ms`)
}

function face(file, weight, range) {
  return `@font-face{font-family:"${FAMILY}";font-weight:${weight};font-display:swap;src:url(./${file}) format("woff2");unicode-range:${range}}`
}

function span(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))
}

function allHan() {
  return span(HAN[0], HAN[1]).join('')
}

/** The CSS unicode-range of exactly these characters, neighbours joined. */
function ranges(text) {
  const points = [...new Set([...text].map((c) => c.codePointAt(0)))].sort((a, b) => a - b)
  const parts = []
  for (let i = 0; i < points.length; ) {
    let j = i
    while (points[j + 1] === points[j] + 1) j++
    parts.push(i === j ? `U+${points[i].toString(16)}` : `U+${points[i].toString(16)}-${points[j].toString(16)}`)
    i = j + 1
  }
  return parts.join(',')
}
