// Walks the faces of a running server in a real browser: the test files named, or all. YUNTU_URL is its address, YUNTU_SAMPLE_DIR
// the folder of the sample it serves (with truth.json), YUNTU_BINARY and YUNTU_STORE what it was started with (without them the
// restart is skipped and says so). Prints one line per test and the sum.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
if (!process.env.YUNTU_URL) {
  console.error('YUNTU_URL is not set: start `yuntu serve` and pass its address, as in YUNTU_URL=http://127.0.0.1:8080')
  process.exit(2)
}
const present = readdirSync(here).filter((name) => name.endsWith('.test.mjs'))
const named = process.argv.slice(2).map((name) => `${name}.test.mjs`)
const files = named.length > 0 ? named : present
const unknown = named.filter((name) => !present.includes(name))
if (unknown.length > 0) {
  console.error(`no such test: ${unknown}; there are ${present}`)
  process.exit(2)
}
const counts = { passed: 0, failed: 0, skipped: 0 }

const stream = run({ files: files.map((name) => join(here, name)), concurrency: false, timeout: 900_000 })
const isTest = (event) => event.details?.type !== 'suite' && !event.name.endsWith('.test.mjs')
stream.on('test:pass', (event) => {
  if (!isTest(event)) return
  const skipped = event.skip !== undefined
  counts[skipped ? 'skipped' : 'passed'] += 1
  console.log(`${skipped ? 'skip' : 'ok  '} ${event.name} (${Math.round(event.details.duration_ms)} ms)`)
})
stream.on('test:fail', (event) => {
  if (event.details?.type === 'suite') return
  counts.failed += 1
  const cause = event.details.error?.cause ?? event.details.error
  console.log(`FAIL ${event.name}\n${String(cause?.stack ?? cause).replace(/^/gm, '     ')}`)
})
stream.on('test:stdout', (event) => process.stdout.write(event.message))
stream.on('test:stderr', (event) => process.stderr.write(event.message))
stream.on('end', () => {
  console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`)
  process.exitCode = counts.failed > 0 ? 1 : 0
})
stream.resume()
