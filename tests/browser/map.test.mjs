import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { api, hash, idle, percent, text, walks, written } from './harness.mjs'

const on = walks()

describe('what is drawn is what the API counts', () => {
  it('every grid of the district is drawn once', () =>
    on('map.html', async (page) => {
      const { levels } = await api('district')
      const codes = await page.evaluate(() => window.yuntu.rendered('grid-fill'))
      assert.equal(codes.length, levels.grid)
    }))

  it('the histogram of the legend adds up to the grids in view', () =>
    on('map.html', async (page) => {
      const { levels } = await api('district')
      const figures = await page.locator('.classes .figure').allTextContents()
      assert.equal(figures.reduce((sum, figure) => sum + Number.parseInt(figure.replaceAll(',', ''), 10), 0), levels.grid)
    }))

  it('the grids hatched are those for which the API lists hard blind spots', () =>
    on('map.html', async (page) => {
      const drawn = await page.evaluate(() => window.yuntu.rendered('gap-fill'))
      const { items } = await api('gaps?severity=hard&limit=1000')
      const listed = new Set(items.filter((gap) => gap.cause !== 'shape').map((gap) => gap.grid))
      assert.deepEqual(drawn.sort(), [...listed].sort())
    }))

  it('the numbers of the layer tree are those of the district', () =>
    on('map.html#lang=en', async (page) => {
      const { levels, counts } = await api('district')
      const tree = await page.locator('.layers').evaluate((node) => node.textContent)
      for (const number of [levels.street, levels.community, levels.grid, counts.stations, counts.organisations]) {
        assert.ok(tree.includes(written(number)), `${written(number)} is missing in ${tree}`)
      }
    }))
})

/** The numbers of a card against the API's. */
async function sameAsApi(page, code) {
  const card = await api(`grids/${code}`)
  for (const name of ['households', 'persons', 'members']) {
    assert.equal(await text(page, `[data-grid] [data-count=${name}]`), written(card.counts[name]), name)
  }
  for (const rule of ['S1', 'L1', 'V1']) {
    const rate = card.rules.find((other) => other.rule === rule)?.rate
    assert.equal(await text(page, `[data-rate=${rule}]`), percent(rate), rule)
  }
  return card
}

describe('a blind spot', () => {
  it('opens its card with the numbers of the API, and its reason holds them', () =>
    on('map.html#lang=en', async (page) => {
      const first = page.locator('[data-gap]').first()
      const id = await first.getAttribute('data-gap')
      await first.click()
      const code = id.slice(0, id.lastIndexOf('-'))
      const rule = id.slice(id.lastIndexOf('-') + 1)
      await page.waitForSelector(`[data-grid="${code}"]`)
      const card = await sameAsApi(page, code)
      const why = await text(page, `[data-why=${rule}] .why-text`)
      const verdict = card.verdicts.find((other) => other.rule === rule)
      for (const name of ['gap_households', 'gap_persons']) {
        const fact = verdict.facts.find((other) => other.name === name)
        if (fact && fact.value !== null) assert.ok(why.includes(written(fact.value)), `${name}=${fact.value} is missing in “${why}”`)
      }
      assert.match(await hash(page), new RegExp(`sel=grid:${code}`))
    }))

  // Coloured, without its colour, and where nothing at all is drawn of it: a grid is there all the same.
  for (const layers of ['', 'grid', 'gapHard,grid,gridLine']) {
    it(`is reached by clicking its hatching on the map, ${layers || 'nothing'} switched`, async () => {
      const { items } = await api('gaps?severity=hard&limit=1')
      const [lon, lat] = items[0].label
      await on(`map.html#map=16/${lat.toFixed(5)}/${lon.toFixed(5)}&l=${layers},station,community`, async (page) => {
        const box = await page.locator('.map').boundingBox()
        // Beside the middle, where the name may stand; the pointer crosses other grids on its way.
        await page.mouse.move(box.x + 40, box.y + 200)
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 28, { steps: 12 })
        await page.mouse.down()
        await page.mouse.up()
        await page.waitForSelector(`[data-grid="${items[0].grid}"]`)
        assert.match(await hash(page), new RegExp(`sel=grid:${items[0].grid}`))
      })
    })
  }

  it('and any grid by any of its points', () =>
    on('map.html', async (page) => {
      const box = await page.locator('.map').boundingBox()
      // In the middle stands a station, which a click marks instead.
      for (const [x, y] of [[0.45, 0.45], [0.42, 0.56], [0.58, 0.44]]) {
        await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
        await page.waitForSelector('[data-grid], [data-area]')
        const code = await page.locator('[data-grid], [data-area]').getAttribute('data-grid')
        if (code !== null) assert.equal((await api(`grids/${code}`)).code, code)
        await page.locator('.side-nav button').first().click()
        await page.waitForSelector('.gaps')
      }
    }))
})

describe('the list', () => {
  it('is ranked by people, and its causes add up', () =>
    on('map.html#lang=en', async (page) => {
      const people = (await page.locator('[data-gap]').evaluateAll((rows) => rows.map((row) => row.querySelector('.gap-people b')?.textContent ?? '0'))).map((n) => (n === '–' ? 0 : n === '<5' ? 4 : Number(n.replaceAll(',', '')) || 0))
      assert.ok(people.length > 0)
      assert.deepEqual(people, [...people].sort((a, b) => b - a))
      const counted = async (selector) => (await page.locator(selector).allInnerTexts()).map((n) => Number.parseInt(n.replaceAll(',', ''), 10))
      const [total] = await counted('.side-head .pill')
      assert.equal((await counted('.facets-cause b')).reduce((sum, n) => sum + n, 0), total, 'the causes are those of what is listed')
    }))

  it('is filtered by a rule, and the filter is a chip that comes off', () =>
    on('map.html#lang=en', async (page) => {
      const all = await page.locator('[data-gap]').count()
      const { items } = await api('gaps/summary?level=district')
      const rule = items[0].rules.find((other) => other.gap_grids > 0 && other.severity === 'hard').rule
      await page.goto(`${page.url().split('#')[0]}#lang=en&rule=${rule}`)
      await page.reload()
      await idle(page)
      const ids = await page.locator('[data-gap]').evaluateAll((nodes) => nodes.map((node) => node.dataset.gap))
      assert.ok(ids.length > 0 && ids.every((id) => id.endsWith(`-${rule}`)))
      await page.locator('.chip-remove').first().click()
      await page.waitForFunction((n) => document.querySelectorAll('[data-gap]').length === n, all)
      assert.doesNotMatch(await hash(page), /rule=/)
    }))

  it('a class of the legend filters the map and is a chip', () =>
    on('map.html#lang=en', async (page) => {
      await page.locator('.class').nth(1).click()
      await page.waitForSelector('.pin-class')
      assert.match(await hash(page), /class=/)
      assert.equal(await page.locator('.chip-remove').count(), 0, 'it does not filter the list')
      await page.locator('.pin-class').click()
      await page.waitForSelector('.pin-class', { state: 'detached' })
      assert.doesNotMatch(await hash(page), /class=/)
    }))

  it('by area, every number leads to that area', () =>
    on('map.html#lang=en&list=area', async (page) => {
      await page.locator('.areas td .link').first().click()
      await page.waitForSelector('.chip-remove')
      assert.match(await hash(page), /area=\d{9}/)
    }))
})

describe('the places that blind spots make', () => {
  const listed = (page) => page.locator('[data-spot]').evaluateAll((nodes) => nodes.map((node) => node.dataset.spot))

  for (const rule of ['S1', 'L1']) {
    it(`of ${rule}: listed and drawn as the API lists them, each in a sentence with its numbers`, () =>
      on(`map.html#lang=en&list=spot&rule=${rule}`, async (page) => {
        const { items } = await api(`gaps/areas?rule=${rule}&limit=50`)
        assert.ok(items.length > 0, `the sample has places of ${rule}`)
        await page.waitForSelector('[data-spot]')
        assert.deepEqual(await listed(page), items.map((item) => item.id))
        const sentences = await page.locator('.spot-sentence').allTextContents()
        items.forEach((item, i) => {
          for (const count of [item.households, item.persons]) if (count !== null) assert.ok(sentences[i].includes(written(count)), sentences[i])
          if (item.households === null) assert.doesNotMatch(sentences[i].replaceAll(/[^ ]*网格[^ ]*|[^ ]*站[^ ]*/g, ''), /\d/, 'the public is told no number')
          assert.ok(sentences[i].includes(item.grid.name) && (!item.station || sentences[i].includes(item.station.name)), sentences[i])
        })
        await idle(page)
        const drawn = await page.evaluate(() => window.yuntu.rendered('spot-line'))
        assert.deepEqual(drawn.sort(), items.map((item) => item.id).sort())
        assert.deepEqual(await page.evaluate(() => window.yuntu.rendered('gap-fill')), [])
      }))
  }

  it('are chosen in the list and on the map, and the address says which', () =>
    on('map.html#lang=en&list=spot', async (page) => {
      await page.waitForSelector('[data-spot]')
      const [first, second] = await listed(page)
      await page.locator('[data-spot]').first().click()
      await page.waitForFunction((id) => location.hash.includes(`spot=${id}`), first)
      const { items } = await api('gaps/areas?limit=2')
      const [lon, lat] = items[1].label
      await page.goto(`${page.url().split('#')[0]}#map=16.5/${lat.toFixed(5)}/${lon.toFixed(5)}&list=spot&l=station,community,street,road&lang=en`)
      await page.reload()
      await idle(page)
      await page.waitForFunction(() => window.yuntu.rendered('spot-fill').length > 0)
      const box = await page.locator('.map').boundingBox()
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 + 24)
      await page.waitForSelector(`[data-spot="${second}"][aria-current=true]`)
      await page.keyboard.press('Escape')
      await page.waitForFunction(() => !location.hash.includes('spot=S1'))
    }))

  it('a rule that judges no households makes none, and the page says so', () =>
    on('map.html#lang=en&list=spot&rule=G1', async (page) => {
      await page.locator('.empty .button').click()
      await page.waitForSelector('[data-spot]')
      assert.match(await hash(page), /rule=S1/)
    }))
})

describe('where next', () => {
  it('the sites are those of the API in their order, on the map and in the list, for those who may ask', () =>
    on('map.html#lang=en&list=site&site=station/4', async (page) => {
      const { audience } = await api('district')
      if (audience === 'public') {
        assert.match(await text(page, '.siting > .empty'), /exact counts/)
        return
      }
      const plan = await api('siting?kind=station&k=4')
      assert.ok(plan.sites.length > 0)
      await page.waitForSelector('[data-site]')
      const adds = await page.locator('.site-adds').allTextContents()
      assert.equal(adds.length, plan.sites.length)
      plan.sites.forEach((site, i) => assert.ok(adds[i].includes(written(site.adds.persons)), adds[i]))
      const sum = await text(page, '[data-siting-sum]')
      assert.ok(sum.includes(written(plan.before.persons)) && sum.includes(written(plan.sites.at(-1).covered.persons)), sum)
      await idle(page)
      assert.deepEqual((await page.evaluate(() => window.yuntu.rendered('site-point'))).sort(), plan.sites.map((site) => site.id).sort())
      await page.locator('[data-site]').first().click()
      await page.waitForFunction(() => location.hash.includes('spot=station-1'))
      await page.locator('.siting-ask input[name=k]').fill('2')
      await page.keyboard.press('Tab')
      await page.waitForFunction(() => document.querySelectorAll('[data-site]').length === 2)
      assert.match(await hash(page), /site=station\/2/)
    }))

  it('the fewest sites for a share are those of the API, with what is proven', () =>
    on('map.html#lang=en&list=site&site=fewest/station/98', async (page) => {
      const { audience } = await api('district')
      if (audience === 'public') return
      const found = await api('siting/fewest?kind=station&share=98')
      const sum = await text(page, '[data-siting-sum]')
      for (const number of [found.wanted, found.covered]) assert.ok(sum.includes(written(number)), sum)
      assert.equal(/proven|fewer than/.test(sum), found.sites.length > 0)
      assert.equal(await page.locator('[data-site]').count(), found.sites.length)
      await page.locator('.siting-ask input[name=share]').fill('40')
      await page.keyboard.press('Tab')
      await page.waitForFunction(() => location.hash.includes('site=fewest/station/40'))
      await page.waitForFunction(() => /none is needed/.test(document.querySelector('[data-siting-sum]')?.textContent ?? ''))
    }))

  it('what if a station closed is asked from the station itself', () =>
    on('map.html#lang=en', async (page) => {
      const { audience } = await api('district')
      const { items } = await api(`search?q=${encodeURIComponent('服务')}&limit=20`)
      const station = items.find((item) => item.kind === 'station')
      await page.keyboard.press('/')
      await page.keyboard.type(station.name)
      await page.locator('#search-hits [role=option]', { hasText: station.name }).first().click()
      await page.waitForSelector('.pin')
      const ask = page.locator('.crumbs button', { hasText: 'If it closed' })
      if (audience === 'public') return assert.equal(await ask.count(), 0)
      await ask.click()
      const answer = await api(`siting/closing?station=${encodeURIComponent(station.id)}&limit=1000`)
      const sum = await text(page, '[data-closing-sum]')
      assert.ok(sum.includes(answer.station.name), sum)
      if (answer.loses.households > 0) assert.ok(sum.includes(written(answer.loses.households)) && sum.includes(written(answer.loses.persons)), sum)
      assert.equal(await page.locator('[data-lost]').count(), answer.items.length)
      assert.match(await hash(page), /site=close\//)
    }))

  it('and from a click on it', async () => {
    const { items } = await api(`search?q=${encodeURIComponent('服务')}&limit=20`)
    const station = items.find((item) => item.kind === 'station')
    const [lon, lat] = station.label
    await on(`map.html#map=17/${lat.toFixed(6)}/${lon.toFixed(6)}&lang=en`, async (page) => {
      const box = await page.locator('.map').boundingBox()
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      await page.waitForSelector('.pin')
      assert.equal(await text(page, '.pin-name'), station.name)
    })
  })
})
