// The slider over past months: what it says is what the API says, and a month chosen there judges map, list and card.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { api, idle, launch, on, percent, written } from './harness.mjs'

let browser, audience
before(async () => {
  browser = await launch()
  audience = (await api('district')).audience
})
after(() => browser?.close())

const hash = (page) => page.evaluate(() => location.hash)
const text = async (page, selector) => (await page.locator(selector).first().innerText()).trim()
/** The first Friday after a day. */
const friday = (day) => {
  const date = new Date(`${day}T00:00:00Z`)
  do date.setUTCDate(date.getUTCDate() + 1)
  while (date.getUTCDay() !== 5)
  return date.toISOString().slice(0, 10)
}

describe('past months', () => {
  it('are closed to the public, who are told why and ask nothing', async (t) => {
    if (audience !== 'public') return t.skip('only the public is refused')
    await on(browser, 'map.html#lang=en&t=2026-09', async (page, { record }) => {
      assert.ok(await page.locator('.time-open').isDisabled())
      assert.match(await text(page, '.time-open'), /exact counts/)
      assert.ok(!record.requests.some((request) => /timeline|as_of/.test(request.url())))
      assert.equal(await page.locator('.crumbs .pin').count(), 0)
      assert.deepEqual(record.complaints, [])
    })
  })

  it('are opened and slid through by keyboard, and say what the API says', async (t) => {
    if (audience === 'public') return t.skip('not for the public')
    await on(browser, 'map.html#lang=en&rate=V1', async (page, { record }) => {
      const { as_of: today } = await api('district')
      const { months, due, items } = await api(`timeline?rule=V1&due=${friday(today)}`)
      assert.equal(months.length, 24)
      await page.locator('.time-open').focus()
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement.matches('.time input[type=range]'))
      const dueSaid = await text(page, '[data-month-due]')
      assert.ok(dueSaid.includes(written(items[0].due.more_households)) && dueSaid.includes(due), dueSaid)
      assert.doesNotMatch(await hash(page), /t=/)
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
      const day = months[20]
      await page.waitForFunction((month) => location.hash.includes(`t=${month}`), day.slice(0, 7))
      const said = await text(page, '[data-month-sum]')
      for (const part of [day, written(items[0].gap[20]), written(items[0].gap_persons[20])]) assert.ok(said.includes(part), said)
      await page.keyboard.press('Home')
      await page.waitForFunction((month) => location.hash.includes(`t=${month}`), months[0].slice(0, 7))
      await page.keyboard.press('Escape')
      assert.deepEqual(record.complaints, [])
    })
  })

  it('judge the map, the list and the card, until the chip is taken off', async (t) => {
    if (audience === 'public') return t.skip('not for the public')
    const { months, items } = await api('timeline?rule=V1&level=grid&limit=1000')
    // The last month whose blind spots were others than today's.
    const grids = ({ items }) => items.map((item) => item.grid).join()
    const today = grids(await api('gaps?rule=V1&limit=1000'))
    let at = months.length
    let gaps = { items: [] }
    while (at > 0 && (gaps.items.length === 0 || grids(gaps) === today)) gaps = await api(`gaps?rule=V1&as_of=${months[--at]}&limit=1000`)
    const day = months[at]
    assert.ok(at > 0, 'no month differs: the sample changed')
    await on(browser, `map.html#lang=en&rate=V1&rule=V1&t=${day.slice(0, 7)}`, async (page) => {
      await page.waitForFunction((n) => document.querySelectorAll('[data-gap]').length === n, Math.min(50, gaps.items.length))
      const listed = await page.locator('[data-gap]').evaluateAll((nodes) => nodes.map((node) => node.dataset.gap))
      assert.deepEqual(listed, gaps.items.slice(0, 50).map((item) => item.id))
      await page.waitForFunction((n) => window.yuntu.rendered('gap-fill').length === n, new Set(gaps.items.map((item) => item.grid)).size)
      // Each grid is in the class of its own rate of that month.
      const judged = (item) => item.covered[at] + item.gap[at]
      const isDark = (item) => 10 * item.unknown[at] > judged(item) + item.unknown[at]
      const rate = (item) => (judged(item) === 0 || isDark(item) ? null : Math.round((1000 * item.covered[at]) / judged(item)))
      const best = items.filter((item) => rate(item) !== null && rate(item) >= 900).length
      assert.equal(Number.parseInt(await text(page, '.class .figure'), 10), best)
      const code = gaps.items[0].grid
      await page.locator('[data-gap]').first().click()
      await page.waitForSelector(`[data-grid="${code}"]`)
      const card = await api(`grids/${code}?as_of=${day}`)
      assert.equal(await text(page, '[data-rate=V1]'), percent(card.rules.find((rule) => rule.rule === 'V1').rate))
      assert.ok((await text(page, '[data-grid]')).includes(day))
      await page.locator('.crumbs .lens').click()
      await page.waitForFunction((wanted) => document.querySelector('[data-rate=V1]')?.textContent === wanted, percent((await api(`grids/${code}`)).rules.find((rule) => rule.rule === 'V1').rate))
      // The address follows when the month rests.
      await page.waitForFunction(() => !/[#&]t=/.test(location.hash))
    })
  })
})

describe('another rule set', () => {
  it('is chosen in the panel, kept in the address, and judges list, map and card', async (t) => {
    await on(browser, 'map.html#lang=en', async (page) => {
      const { rule_sets: names, rule_set: own } = await api('rules')
      await page.locator('.rule-sets summary').click()
      await page.waitForSelector('.rule-set input')
      assert.equal(await page.locator('.rule-set input').count(), names.length)
      if (audience === 'public') {
        assert.ok(await page.locator('.rule-set input').first().isDisabled())
        return t.diagnostic('the public is told that it may not')
      }
      const other = names.find((name) => name !== own.name)
      await page.locator(`.rule-set input[value=${other}]`).check()
      await page.waitForFunction((name) => location.hash.includes(`rules=${name}`), other)
      const { items } = await api(`gaps?severity=hard&rules=${other}&limit=1000`)
      await page.waitForFunction((ids) => [...document.querySelectorAll('[data-gap]')].map((node) => node.dataset.gap).join() === ids, items.slice(0, 50).map((item) => item.id).join())
      const hatched = new Set(items.filter((item) => item.cause !== 'shape').map((item) => item.grid))
      await page.waitForFunction((n) => window.yuntu.rendered('gap-fill').length === n, hatched.size)
      await idle(page)
    })
  })
})
