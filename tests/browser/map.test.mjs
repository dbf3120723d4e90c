import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { api, idle, launch, on as onPage, percent, written } from './harness.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser?.close())

const on = (path, walk, options) => onPage(browser, path, walk, options)

const text = async (page, selector) => (await page.locator(selector).first().innerText()).trim()
const hash = (page) => page.evaluate(() => location.hash)

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
  it('is ranked by people', () =>
    on('map.html#lang=en', async (page) => {
      const people = (await page.locator('.gap-people b').allInnerTexts()).map((n) => (n === '–' ? 0 : n === '<5' ? 4 : Number(n.replaceAll(',', ''))))
      assert.ok(people.length > 0)
      assert.deepEqual(people, [...people].sort((a, b) => b - a))
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
