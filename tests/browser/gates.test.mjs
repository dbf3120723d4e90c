import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import { idle, launch, open } from './harness.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser?.close())

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
  const months = async (page) => {
    if (await page.locator('.time-open').isDisabled()) return
    await page.locator('.time-open').click()
    await page.waitForSelector('.time-bars')
    await page.keyboard.press('ArrowLeft')
    await page.waitForSelector('.lens')
  }
  const found = async (page) => {
    await page.keyboard.press('/')
    await page.keyboard.type('1')
    await page.waitForSelector('#search-hits [role=option], .hits-none')
  }
  const scenes = [
    ['map.html', 'list', idle],
    ['map.html', 'list by area', idle, (page) => page.locator('.tabs button').nth(1).click()],
    ['map.html', 'list of places', idle, (page) => page.locator('.tabs button').nth(2).click().then(() => page.locator('[data-spot]').first().click())],
    ['map.html', 'next sites', idle, (page) => page.locator('.tabs button').nth(3).click().then(() => page.waitForSelector('[data-site], .siting > .empty'))],
    ['map.html#site=fewest/station/95', 'fewest sites', idle, (page) => page.locator('.tabs button').nth(3).click().then(() => page.waitForSelector('[data-siting-sum], .siting > .empty'))],
    ['map.html', 'past months', idle, months],
    ['map.html', 'rule sets', idle, (page) => page.locator('.rule-sets summary').click().then(() => page.waitForSelector('.rule-set'))],
    ['map.html', 'grid card', idle, firstGap],
    ['map.html', 'area card', idle, upOnce],
    ['map.html', 'search', idle, found],
    ['screen.html', 'face', (page) => page.waitForSelector('h1')],
    ['plan.html', 'face', (page) => page.waitForSelector('h1')],
  ]
  const checked = async ({ page }) => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const told = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))
    assert.deepEqual(told, [])
  }
  for (const [path, name, wait, step] of scenes) {
    it(`${path}, ${name}, zh and en`, async () => {
      const visit = await open(browser, path, { wait })
      await step?.(visit.page)
      await checked(visit)
      // As a link would: a click on the switch would close what is open.
      await visit.page.evaluate(() => (location.hash = `${location.hash ? `${location.hash}&` : '#'}lang=en`))
      if (!path.startsWith('map')) await visit.page.reload()
      await visit.page.waitForSelector('html[lang=en]')
      await checked(visit)
      assert.deepEqual(visit.record.complaints, [])
      await visit.close()
    })
  }
  it('map.html on a telephone', async () => {
    const visit = await open(browser, 'map.html', { viewport: { width: 390, height: 844 } })
    // A sheet of the narrow screen comes after those it overrides.
    assert.ok(!(await visit.page.locator('.faces').isVisible()))
    const { violations } = await new AxeBuilder({ page: visit.page }).analyze()
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].target}`), [])
    await visit.close()
  })
})
