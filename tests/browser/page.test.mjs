// What the page does whoever looks, walked once, as a worker: links, search, the address, keyboard, language, what may be missing.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { api, hash, idle, text, walks } from './harness.mjs'

const on = walks()

describe('a list as a table', () => {
  it('is a link that keeps the filters', () =>
    on('map.html#lang=en&rule=S1', async (page) => {
      const href = await page.locator('.list-head a').getAttribute('href')
      const table = await (await fetch(href)).text()
      const { items } = await api('gaps?rule=S1&limit=1000')
      assert.equal(table.trim().split('\r\n').length, items.length + 1)
    }))
})

describe('search', () => {
  it('finds a grid by name and opens it', () =>
    on('map.html', async (page) => {
      const { items } = await api('gaps?limit=1')
      await page.keyboard.press('/')
      await page.keyboard.type(items[0].name)
      await page.waitForSelector('#search-hits [role=option]')
      const option = page.locator('#search-hits [role=option]', { hasText: items[0].grid })
      await option.first().click()
      await page.waitForSelector(`[data-grid="${items[0].grid}"]`)
    }))

  it('Enter opens what was typed, however fast', () =>
    on('map.html', async (page) => {
      const { items } = await api('gaps?limit=1')
      await page.keyboard.press('/')
      await page.keyboard.type('1')
      await page.waitForSelector('#search-hits [role=option]')
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(items[0].grid)
      await page.keyboard.press('Enter')
      await page.waitForSelector(`[data-grid="${items[0].grid}"]`)
    }))

  it('a station has no card: its place is marked, and the mark comes off', () =>
    on('map.html#lang=en', async (page) => {
      const { items } = await api(`search?q=${encodeURIComponent('服务')}&limit=20`)
      const station = items.find((item) => item.kind === 'station')
      await page.keyboard.press('/')
      await page.keyboard.type(station.name)
      await page.locator('#search-hits [role=option]', { hasText: station.name }).first().click()
      await page.waitForSelector('.pin')
      await idle(page)
      assert.equal((await page.evaluate(() => window.yuntu.rendered('pin-ring'))).length, 1)
      assert.match(await hash(page), /pin=/)
      await page.locator('.pin').click()
      await page.waitForSelector('.pin', { state: 'detached' })
    }))

  it('a search that fails says so', () =>
    on('map.html#lang=en', async (page, { context }) => {
      await context.route('**/api/v1/search*', (route) => route.abort())
      await page.keyboard.press('/')
      await page.keyboard.type('1')
      await page.waitForSelector('.hits-none[role=alert]')
    }))

  it('says so when there is nothing', () =>
    on('map.html#lang=en', async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('zzzzqqqq')
      // A slow machine answers what was typed so far first.
      await page.waitForSelector('.hits-none:has-text("zzzzqqqq")')
    }))
})

describe('the address holds the view', () => {
  it('a link reproduces camera, layers, selection, rate and language', () =>
    on('map.html', async (page, { context }) => {
      const { items } = await api('gaps?limit=1')
      const [lon, lat] = items[0].label
      const link = `map=14.5/${lat.toFixed(5)}/${lon.toFixed(5)}&l=road&sel=grid:${items[0].grid}&rate=S1&lang=en`
      const other = await context.newPage()
      await other.goto(`${page.url().split('#')[0]}#${link}`)
      await idle(other)
      await other.waitForSelector(`[data-grid="${items[0].grid}"]`)
      assert.equal(await other.getAttribute('html', 'lang'), 'en')
      assert.ok(await other.locator('.segments input[value=S1]').isChecked())
      await other.waitForTimeout(600)
      assert.equal(await hash(other), `#${link}`)
    }))

  it('a link to a grid without a camera leads to the grid', async () => {
    const { items } = await api('gaps?limit=1')
    const [west, south, east, north] = items[0].bounds
    await on(`map.html#sel=grid:${items[0].grid}`, async (page) => {
      await page.waitForFunction(([w, s, e, n]) => {
        const [zoom, lat, lon] = (/map=([^&]+)/.exec(location.hash)?.[1] ?? '').split('/').map(Number)
        return zoom > 13 && lat > s && lat < n && lon > w && lon < e
      }, [west, south, east, north])
    })
  })

  it('back and forward walk through selections', () =>
    on('map.html', async (page) => {
      const codes = await page.locator('[data-gap]').evaluateAll((nodes) => nodes.map((node) => node.dataset.gap.replace(/-\w+$/, '')))
      const [a, b] = [...new Set(codes)]
      await page.evaluate((code) => document.querySelector(`[data-gap^="${code}"]`).click(), a)
      await page.waitForSelector(`[data-grid="${a}"]`)
      await page.locator('.side-nav button').first().click()
      await page.waitForSelector('.gaps')
      await page.evaluate((code) => document.querySelector(`[data-gap^="${code}"]`).click(), b)
      await page.waitForSelector(`[data-grid="${b}"]`)
      await page.goBack()
      await page.waitForSelector('.gaps')
      await page.goBack()
      await page.waitForSelector(`[data-grid="${a}"]`)
      await page.goForward()
      await page.goForward()
      await page.waitForSelector(`[data-grid="${b}"]`)
    }))
})

describe('keyboard', () => {
  it('from the skip link to a card and up again, without a mouse', () =>
    on('map.html', async (page) => {
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement.id), 'blind-spots')
      for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement.matches('[data-gap]'))); i++) await page.keyboard.press('Tab')
      const opened = await page.evaluate(() => document.activeElement.dataset.gap)
      await page.keyboard.press('Enter')
      await page.waitForSelector('[data-grid] h2:focus')
      let left = ''
      for (const level of ['community', 'street']) {
        await page.keyboard.press('Escape')
        await page.waitForSelector(`[data-area]:not([data-area="${left}"])`)
        const code = await page.locator('[data-area]').getAttribute('data-area')
        assert.equal((await api(`areas/${code}`)).level, level)
        await page.waitForFunction((c) => location.hash.includes(`area:${c}`), code)
        await page.waitForSelector('[data-area] h2:focus')
        left = code
      }
      await page.keyboard.press('Escape')
      await page.waitForSelector(`[data-gap="${opened}"]:focus`)
    }))
})

describe('language', () => {
  it('switches everything at once and is kept in the address', () =>
    on('map.html', async (page) => {
      assert.match(await text(page, '.side-head h2'), /盲区/)
      await page.locator('.language').click()
      // Its words may have to be fetched.
      await page.waitForSelector('.side-head h2:has-text("Blind spots")')
      assert.equal(await page.getAttribute('html', 'lang'), 'en')
      assert.match(await hash(page), /lang=en/)
      await page.locator('.language').click()
      await page.waitForSelector('.side-head h2:has-text("盲区")')
    }))
})

describe('when something is missing', () => {
  it('without WebGL the list and the cards still work', () =>
    on(
      'map.html#lang=en',
      async (page) => {
        assert.match(await text(page, '.map-message'), /WebGL/)
        await page.locator('[data-gap]').first().click()
        await page.waitForSelector('[data-grid]')
      },
      {
        before: (page) =>
          page.addInitScript(() => {
            const original = HTMLCanvasElement.prototype.getContext
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
              return /webgl/.test(kind) ? null : original.call(this, kind, ...rest)
            }
          }),
        wait: (page) => page.waitForSelector('[data-gap]'),
      },
    ))

  it('a code nobody has is said', () =>
    on('map.html#sel=grid:000000000000000&lang=en', async (page) => {
      await page.waitForFunction(() => document.querySelector('.side')?.textContent.includes('000000000000000'))
    }))
})
