// What the page does when the server, the network or a part of the answers is away: it says so, and is whole again by itself.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { api, idle, launch, on as onPage } from './harness.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser?.close())

const on = (path, walk, options) => onPage(browser, path, walk, options)

/** Everything is there and nothing is complained of. */
async function whole(page) {
  await page.waitForSelector('.banner-down', { state: 'detached', timeout: 60_000 })
  await idle(page)
  const { levels } = await api('district')
  await page.waitForFunction((n) => window.yuntu.rendered('grid-fill').length === n, levels.grid)
  await page.waitForSelector('[data-gap]')
}

describe('recovers without a reload', () => {
  it('from a server that is away at first', () =>
    on(
      'map.html#lang=en',
      async (page, { context }) => {
        await page.waitForSelector('.banner-down')
        await context.unroute('**/api/**')
        await whole(page)
      },
      { before: (_, context) => context.route('**/api/**', (route) => route.abort()), wait: () => {} },
    ))

  for (const [what, pattern] of [['tiles', '**/tiles/map/**'], ['the description of the tiles', '**/tiles/map.json']]) {
    it(`from 503 for ${what}`, () =>
      on(
        'map.html#lang=en',
        async (page, { context }) => {
          await page.waitForSelector('.banner-down')
          await page.waitForTimeout(2_500)
          await context.unroute(pattern)
          await whole(page)
        },
        { before: (_, context) => context.route(pattern, (route) => route.fulfill({ status: 503 })), wait: () => {} },
      ))
  }

  it('from 503 for lists and cards', () =>
    on('map.html#lang=en', async (page, { context }) => {
      await context.route('**/api/v1/g*/**', (route) => route.fulfill({ status: 503 }))
      await context.route('**/api/v1/gaps?**', (route) => route.fulfill({ status: 503 }))
      const rows = await page.locator('[data-gap]').count()
      await page.locator('[data-gap]').first().click()
      await page.waitForSelector('.banner-down')
      assert.equal(await page.locator('[data-grid]').count(), 0)
      await context.unroute('**/api/v1/g*/**')
      await page.waitForSelector('[data-grid]')
      await page.locator('.side-nav button').first().click()
      await page.locator('.facet').first().click()
      await page.waitForSelector('.empty[role=alert]')
      await context.unroute('**/api/v1/gaps?**')
      await page.waitForSelector('[data-gap]')
      await page.locator('.chip-remove').first().click()
      await page.waitForFunction((n) => document.querySelectorAll('[data-gap]').length === n, rows)
    }))

  it('from 60 s without a network, looking elsewhere meanwhile', () =>
    on('map.html#lang=en', async (page, { context }) => {
      await context.setOffline(true)
      await page.waitForSelector('.banner-down')
      await page.locator('.controls button').first().click()
      await page.locator('[data-gap]').nth(1).click()
      await page.waitForTimeout(60_000)
      assert.ok(await page.locator('.banner-down').isVisible())
      await context.setOffline(false)
      await page.waitForSelector('[data-grid]')
      await page.locator('.side-nav button').first().click()
      await page.locator('.controls button').nth(2).click()
      await whole(page)
    }))
})

describe('a server that is started again', () => {
  const { YUNTU_BINARY, YUNTU_STORE } = process.env
  it('is met again, at another audience too', { skip: !(YUNTU_BINARY && YUNTU_STORE) && 'YUNTU_BINARY and YUNTU_STORE are not set' }, async () => {
    const port = await freePort()
    const server = `http://127.0.0.1:${port}`
    const serve = async (audience) => {
      const child = spawn(YUNTU_BINARY, ['serve', '--store', YUNTU_STORE, '--listen', `127.0.0.1:${port}`, '--as', audience], { stdio: 'ignore' })
      while (!(await fetch(`${server}/readyz`).then((answer) => answer.ok, () => false))) await new Promise((done) => setTimeout(done, 100))
      return async () => {
        child.kill()
        await new Promise((done) => child.once('exit', done))
      }
    }
    let stop = await serve('worker')
    try {
      await on(
        'map.html#lang=en',
        async (page) => {
          const switches = await page.locator('.switch').count()
          await stop()
          await page.waitForSelector('.banner-down', { timeout: 60_000 })
          stop = await serve('public')
          await whole(page)
          // The register and its revision are the same; who looks is not, and may see fewer layers.
          await page.waitForFunction((n) => document.querySelectorAll('.switch').length === n - 2, switches)
        },
        { server },
      )
    } finally {
      await stop()
    }
  })
})

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}
