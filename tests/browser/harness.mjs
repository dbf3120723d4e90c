// One browser per test file, one fresh context per test, and what every test asks of a page.
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'

export const SERVER = process.env.YUNTU_URL.replace(/\/$/, '')
/** Fixed flags: WebGL 2 in software, the same pixels on every machine, no request of the browser's own. */
const FLAGS = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
  '--font-render-hinting=none', '--force-color-profile=srgb', '--disable-lcd-text', '--hide-scrollbars',
  '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync', '--disable-quic',
]
export const PATIENCE = 30_000

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
}

/** A page that keeps a record of its requests and complaints. `record` is filled while the page lives. */
export async function open(browser, path, { viewport = { width: 1440, height: 900 }, before, wait = idle, server = SERVER } = {}) {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const record = { requests: [], bytes: 0, complaints: [] }
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && record.complaints.push(message.text()))
  page.on('pageerror', (error) => record.complaints.push(error.message))
  context.on('request', (request) => record.requests.push(request))
  context.on('requestfinished', async (request) => {
    const sizes = await request.sizes().catch(() => null)
    if (sizes) record.bytes += sizes.responseBodySize + sizes.responseHeadersSize
  })
  await before?.(page, context)
  await page.goto(`${server}/${path}`)
  await wait(page)
  return { page, context, record, close: () => context.close() }
}

/** One browser for a test file, opened before its tests and closed after them; what is given walks a page of it, as `on` does. */
export function walks() {
  let browser
  before(async () => (browser = await launch()))
  after(() => browser?.close())
  return (path, walk, options) => on(browser, path, walk, options)
}

/** Runs `walk` on a page and closes it whatever happens. */
export async function on(browser, path, walk, options) {
  const visit = await open(browser, path, options)
  try {
    return await walk(visit.page, visit)
  } finally {
    await visit.close()
  }
}

/** The map has drawn everything it was asked to draw: its own word, two frames, and fonts; never "network idle". */
export async function idle(page) {
  await page.waitForSelector('html[data-map=idle]', { state: 'attached' })
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}

export const api = async (path) => {
  const response = await fetch(`${SERVER}/api/v1/${path}`)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** A count as the page writes it in English: `1,234`, `<5`, or `–` where it is hidden. */
export const written = (count) => (count === null || count === undefined ? '–' : count === '<5' ? '<5' : count.toLocaleString('en-US'))

/** A rate as the page writes it. */
export const percent = (rate) => (rate === null || rate === undefined ? '–' : rate % 10 === 0 ? `${rate / 10}%` : `${(rate / 10).toFixed(1)}%`)

/** What the first such element says. */
export const text = async (page, selector) => (await page.locator(selector).first().innerText()).trim()

/** What the address holds after its `#`, that sign too. */
export const hash = (page) => page.evaluate(() => location.hash)
