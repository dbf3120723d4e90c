// The layers of blind spots that are off at first, and a rule that tiles of everything leave out from afar.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { api, idle, launch, on, written } from './harness.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser?.close())

const rendered = (page, layer) => page.evaluate((name) => window.yuntu.rendered(name), layer)
const drawn = (page, layer) => page.waitForFunction((name) => window.yuntu.rendered(name).length > 0, layer)

describe('switched on in the layer tree', () => {
  it('the blind-spot places of tiles are those of the API, and a click opens them in the list', () =>
    on(browser, 'map.html#lang=en&l=place,gapHard,station,street,community', async (page) => {
      const { items } = await api('gaps/areas?limit=500')
      await drawn(page, 'place-line')
      const ids = new Set(items.map((item) => item.id))
      const found = await rendered(page, 'place-line')
      assert.ok(found.every((id) => ids.has(id)), `${found.filter((id) => !ids.has(id))}`)
      assert.ok((await page.locator('.legend').innerText()).includes('adjoining gap households'))
      const [lon, lat] = items[0].label
      await page.goto(`${page.url().split('#')[0]}#map=16/${lat.toFixed(5)}/${lon.toFixed(5)}&l=place,gapHard,station,street,community,road&lang=en`)
      await page.reload()
      await idle(page)
      await drawn(page, 'place-fill')
      const box = await page.locator('.map').boundingBox()
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      await page.waitForSelector(`[data-spot="${items[0].id}"][aria-current=true]`)
    }))

  it('those of another rule come with the filter', () =>
    on(browser, 'map.html#lang=en&l=place&rule=L1', async (page, { record }) => {
      await drawn(page, 'place-line')
      const { items } = await api('gaps/areas?rule=L1&limit=500')
      const ids = new Set(items.map((item) => item.id))
      assert.ok((await rendered(page, 'place-line')).every((id) => ids.has(id)))
      assert.deepEqual(record.complaints, [])
    }))

  it('households in the circle but out of reach are drawn, counted and explained', () =>
    on(browser, 'map.html#lang=en', async (page, { record }) => {
      const { items } = await api('gaps/summary?level=district')
      const count = items[0].circle_only.households
      await page.locator('.switch', { hasText: 'out of reach' }).click()
      await page.waitForFunction(() => location.hash.includes('l=circleOnly'))
      assert.match(await page.locator('.legend').innerText(), /within the circle of a station/)
      const tree = await page.locator('.switch', { hasText: 'out of reach' }).innerText()
      if (count !== null) assert.ok(tree.includes(written(count)), tree)
      if (count > 0) await drawn(page, 'circle-only-cell')
      assert.deepEqual(record.complaints, [])
    }))
})

describe('filtered by a soft rule', () => {
  it('its blind spots are drawn from as far as the whole district', () =>
    on(browser, 'map.html#lang=en', async (page) => {
      const { items } = await api('gaps/summary?level=district')
      const counted = ['G1', 'O1', 'O10', 'L1', 'S1', 'V1']
      const soft = items[0].rules.filter((rule) => rule.severity === 'soft' && rule.gap_grids > 0 && !counted.includes(rule.rule))
      assert.ok(soft.length > 0, 'the sample has blind spots of soft rules')
      for (const { rule } of soft.slice(0, 2)) {
        const gaps = await api(`gaps?rule=${rule}&limit=1000`)
        const grids = [...new Set(gaps.items.map((item) => item.grid))].sort()
        await page.goto(`${page.url().split('#')[0]}#lang=en&rule=${rule}`)
        await page.reload()
        await idle(page)
        const layer = gaps.items[0].cause === 'shape' ? 'gap-shape' : 'gap-line'
        assert.deepEqual((await rendered(page, layer)).sort(), grids, rule)
      }
    }))
})
