import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import { idle, launch, open, SERVER } from './harness.mjs'

/** Kilobytes of 1,000 bytes. */
const LIMITS = { page: 345_000, worker: 150_000, cold: 850_000, requests: 25 }

let browser
before(async () => (browser = await launch()))
after(() => browser?.close())

describe('a cold district view', () => {
  let visit
  before(async () => (visit = await open(browser, 'map.html')))
  after(() => visit?.close())

  it('asks nobody but its own server', () => {
    const strangers = visit.record.requests.map((request) => request.url()).filter((url) => !url.startsWith(`${SERVER}/`) && !url.startsWith('data:'))
    assert.deepEqual(strangers, [])
  })

  it(`makes at most ${LIMITS.requests} requests of at most ${LIMITS.cold / 1000} kB`, () => {
    const urls = visit.record.requests.map((request) => request.url())
    console.log(`  cold view: ${urls.length} requests, ${Math.round(visit.record.bytes / 1000)} kB`)
    assert.ok(urls.length <= LIMITS.requests, `${urls.length} requests:\n${urls.join('\n')}`)
    assert.ok(visit.record.bytes <= LIMITS.cold, `${visit.record.bytes} bytes`)
    assert.ok(urls.some((url) => /\/tiles\/.*\/\d+\/\d+\/\d+/.test(url)), 'the tiles are counted too')
  })

  it('has nothing to complain of', () => assert.deepEqual(visit.record.complaints, []))

  it('ships scripts within their budget', async () => {
    const scripts = [...new Set(visit.record.requests.map((request) => request.url()).filter((url) => /\.m?js$/.test(url)))]
    const sums = { page: 0, worker: 0 }
    for (const url of scripts) {
      const bytes = gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()), { level: 9 }).length
      sums[url.includes('worker') ? 'worker' : 'page'] += bytes
    }
    console.log(`  scripts: page ${Math.round(sums.page / 1000)} kB, worker ${Math.round(sums.worker / 1000)} kB gzipped`)
    assert.ok(sums.page > 0 && sums.page <= LIMITS.page, `page ${sums.page}`)
    assert.ok(sums.worker > 0 && sums.worker <= LIMITS.worker, `worker ${sums.worker}`)
  })

  it('is served under a policy without exceptions', async () => {
    const policy = (await fetch(`${SERVER}/map.html`)).headers.get('content-security-policy') ?? ''
    assert.match(policy, /script-src[^;]*'self'|default-src[^;]*'self'/)
    assert.doesNotMatch(policy, /unsafe-|blob:|\*/)
  })
})

describe('a map that was walked through', () => {
  it('complains of nothing: filters, rates, layers, a card, a zoom', async () => {
    const visit = await open(browser, 'map.html#lang=en')
    const { page, record } = visit
    for (const rate of ['S1', 'V1', 'worst']) await page.locator(`.segments input[value=${rate}]`).check({ force: true })
    await page.locator('.layers summary').nth(2).click()
    for (const box of await page.locator('.layers input').all()) if (await box.isVisible()) await box.click()
    await page.locator('[data-gap]').first().click()
    await page.waitForSelector('[data-grid]')
    await page.locator('.controls button').first().click()
    await page.waitForTimeout(500)
    await idle(page)
    assert.deepEqual(record.complaints, [])
    await visit.close()
  })
})

describe('axe finds nothing', () => {
  const firstGap = (page) => page.locator('[data-gap]').first().click().then(() => page.waitForSelector('[data-grid]'))
  const upOnce = async (page) => {
    await firstGap(page)
    await page.keyboard.press('Escape')
    await page.waitForSelector('[data-area]')
  }
  const found = async (page) => {
    await page.keyboard.press('/')
    await page.keyboard.type('1')
    await page.waitForSelector('#search-hits [role=option], .hits-none')
  }
  const scenes = [
    ['map.html', 'list', idle],
    ['map.html', 'list by area', idle, (page) => page.locator('.tabs button').nth(1).click()],
    ['map.html', 'grid card', idle, firstGap],
    ['map.html', 'area card', idle, upOnce],
    ['map.html', 'search', idle, found],
    ['screen.html', 'face', (page) => page.waitForSelector('h1')],
    ['plan.html', 'face', (page) => page.waitForSelector('h1')],
  ]
  for (const [path, name, wait, step] of scenes) {
    for (const language of ['zh', 'en']) {
      it(`${path}, ${name}, ${language}`, async () => {
        const visit = await open(browser, language === 'en' ? `${path}#lang=en` : path, { wait })
        await step?.(visit.page)
        const { violations } = await new AxeBuilder({ page: visit.page }).analyze()
        const told = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))
        assert.deepEqual(told, [])
        assert.deepEqual(visit.record.complaints, [])
        await visit.close()
      })
    }
  }
  it('map.html on a telephone', async () => {
    const visit = await open(browser, 'map.html', { viewport: { width: 390, height: 844 } })
    const { violations } = await new AxeBuilder({ page: visit.page }).analyze()
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].target}`), [])
    await visit.close()
  })
})
