// What the audience of the server may see is what the page shows and the tiles hold, measured against the sample's truth.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { api, launch, open, percent, SERVER, written } from './harness.mjs'
import { tilesAt } from './tiles.mjs'

/** Fewer than this many are not told to those who see no exact counts. */
const SMALLEST = 5
const COUNTS = ['households', 'persons', 'members']
const LAYERS = ['area', 'grid', 'gap', 'gap_area', 'bin', 'circle_only', 'water', 'road', 'building', 'organisation', 'station']
const OF_PERSONS = ['household', 'member']

let browser, district, truth, cards, exact
before(async () => {
  browser = await launch()
  const folder = process.env.YUNTU_SAMPLE_DIR
  assert.ok(folder, 'YUNTU_SAMPLE_DIR is the folder of the sample that is served')
  truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
  district = await api('district')
  exact = district.audience !== 'public'
  cards = new Map()
  for (const code of Object.keys(truth.sums.grids)) cards.set(code, await api(`grids/${code}`))
})
after(() => browser?.close())

/** Whether a count of a grid tells of a few people. */
function isSensitive(code, name) {
  const sums = truth.sums.grids[code]
  const few = (count) => count > 0 && count < SMALLEST
  return few(sums[name]) || (name === 'persons' && few(sums.households))
}

describe('the numbers of every grid', () => {
  it('are those of the truth, after the suppression of this audience', () => {
    for (const [code, card] of cards) {
      for (const name of COUNTS) {
        const [told, true_] = [card.counts[name], truth.sums.grids[code][name]]
        if (exact) assert.equal(told, true_, `${code} ${name}`)
        else if (isSensitive(code, name)) assert.ok(told === '<5' || told === null, `${code} ${name}: ${told} tells of ${true_}`)
        else assert.ok(told === true_ || told === null, `${code} ${name}: ${told} is not ${true_}`)
      }
    }
  })

  // Beside each that must be withheld another may have to be, in its community or, through the sums of areas, elsewhere.
  it('are withheld where they must be, and few others with them', () => {
    for (const name of COUNTS) {
      const withheld = [...cards].filter(([, card]) => typeof card.counts[name] !== 'number').map(([code]) => code)
      const sensitive = [...cards.keys()].filter((code) => isSensitive(code, name))
      if (exact) assert.deepEqual(withheld, [])
      else for (const code of sensitive) assert.ok(withheld.includes(code))
      assert.ok(withheld.length <= 3 * sensitive.length, `${name}: ${withheld} are withheld for ${sensitive}`)
    }
  })

  it('are in the tiles as in the API, each grid once', async () => {
    const seen = new Map()
    for (const tile of await tilesAt(14, district.bounds)) {
      for (const { type, properties } of tile.grid ?? []) {
        if (type !== 1) continue
        assert.ok(!seen.has(properties.code), `${properties.code} has two label points`)
        seen.set(properties.code, properties)
      }
    }
    assert.equal(seen.size, cards.size)
    for (const [code, card] of cards) {
      for (const name of COUNTS) assert.equal(seen.get(code)[name] ?? null, card.counts[name], `${code} ${name}`)
      for (const { rule, rate } of card.rules) if (['L1', 'S1', 'V1'].includes(rule)) assert.equal(seen.get(code)[`rate_${rule}`] ?? null, rate, `${code} ${rule}`)
    }
  })
})

describe('the blind spots', () => {
  it('are those of the truth, rule by rule', async () => {
    const { items, next } = await api('gaps?limit=1000')
    assert.equal(next, null)
    const judged = new Set((await api('rules')).items.map(({ id }) => id))
    // The truth may speak of more rules than are judged, and of some by other subjects than grids.
    for (const [rule, { grid }] of Object.entries(truth.rules).filter(([rule, { grid }]) => judged.has(rule) && grid)) {
      const told = items.filter((gap) => gap.rule === rule).map((gap) => gap.grid)
      // A verdict that would tell of a few persons is told to those only who see exact numbers; then the card is silent too.
      const silent = (code) => !cards.get(code).rules.some((told) => told.rule === rule)
      const expected = exact ? grid.gap : grid.gap.filter((code) => !silent(code))
      assert.deepEqual(told.sort(), [...expected].sort(), rule)
    }
  })
})

describe('a card in the browser', () => {
  const read = async (code, walk) => {
    const visit = await open(browser, `map.html#sel=grid:${code}&lang=en`, { wait: (page) => page.waitForSelector(`[data-grid="${code}"]`) })
    try {
      await walk(visit.page)
    } finally {
      await visit.close()
    }
  }
  const told = (page, selector) => page.locator(selector).first().innerText()

  for (const [what, pick] of [
    ['with few members', () => [...cards.keys()].find((code) => isSensitive(code, 'members'))],
    ['with numbers that may be told', () => [...cards.keys()].find((code) => COUNTS.every((name) => typeof cards.get(code).counts[name] === 'number'))],
  ]) {
    it(`${what} says what the API says`, async () => {
      const code = pick()
      assert.ok(code, `the sample has a grid ${what}`)
      const card = cards.get(code)
      await read(code, async (page) => {
        for (const name of COUNTS) assert.equal(await told(page, `[data-count=${name}]`), written(card.counts[name]), name)
        for (const { rule, rate } of card.rules) {
          if (['L1', 'S1', 'V1'].includes(rule)) assert.equal(await told(page, `[data-rate=${rule}]`), percent(rate), rule)
        }
        if (!exact && what === 'with few members') assert.match(await told(page, '[data-count=members]'), /^(<5|–)$/)
        // A leader's name and telephone are public by office, a worker's are not.
        const who = await told(page, '.who')
        for (const { name, phone } of card.responsible.leaders) assert.ok(who.includes(`${name} ${phone}`), who)
        for (const { name } of card.responsible.workers) assert.equal(name !== null, exact)
      })
    })
  }
})

describe('the tiles', () => {
  it('are described by the layers this audience may see', async () => {
    const { vector_layers: layers } = await fetch(`${SERVER}/tiles/map.json`).then((answer) => answer.json())
    const expected = exact ? [...LAYERS, ...OF_PERSONS] : LAYERS
    assert.deepEqual(layers.map((layer) => layer.id).sort(), [...expected].sort())
    assert.deepEqual([...district.layers].sort(), [...expected].sort())
  })

  it('hold no person and no count of a house that this audience may not see', async () => {
    const found = { layers: new Set(), building: new Set(), all: new Set() }
    const [west, south, east, north] = district.bounds
    const [lon, lat] = [(west + east) / 2, (south + north) / 2]
    const tiles = [...(await tilesAt(14, district.bounds)), ...(await tilesAt(16, [lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01]))]
    for (const tile of tiles) {
      for (const [layer, features] of Object.entries(tile)) {
        found.layers.add(layer)
        for (const name of features.flatMap(({ properties }) => Object.keys(properties))) {
          found.all.add(name)
          if (layer === 'building') found.building.add(name)
        }
      }
    }
    assert.equal(OF_PERSONS.some((layer) => found.layers.has(layer)), exact)
    assert.equal([...found.all].some((name) => name.startsWith('gap_')), exact)
    assert.equal(['households', 'persons', 'id'].some((name) => found.building.has(name)), exact)
    assert.ok(found.building.has('kind'), 'there are buildings to look at')
    for (const name of ['phone', 'contact', 'contact_name', 'contact_phone']) assert.ok(!found.all.has(name), name)
  })

  for (const layer of OF_PERSONS) {
    it(`of ${layer} alone are served to those only who may see them`, async () => {
      const answer = await fetch(`${SERVER}/tiles/${layer}.json`)
      assert.equal(answer.ok, exact, `${answer.status}`)
    })
  }
})
