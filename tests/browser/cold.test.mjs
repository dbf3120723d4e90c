// What a first visit costs. Meant for a whole district: a smaller one costs less.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { launch, open, SERVER } from './harness.mjs'

/** Bytes, kilobytes being 1,000 of them. */
const LIMITS = { page: 345_000, worker: 150_000, later: 60_000, cold: 850_000, requests: 25 }

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
    const { page, worker } = await scripts(visit.record)
    assert.ok(page > 0 && page <= LIMITS.page, `page ${page}`)
    assert.ok(worker > 0 && worker <= LIMITS.worker, `worker ${worker}`)
  })

  it('is served under a policy without exceptions', async () => {
    const policy = (await fetch(`${SERVER}/map.html`)).headers.get('content-security-policy') ?? ''
    assert.match(policy, /script-src[^;]*'self'|default-src[^;]*'self'/)
    assert.doesNotMatch(policy, /unsafe-|blob:|\*/)
  })
})

for (const path of ['screen.html', 'plan.html']) {
  describe(`a cold ${path}`, () => {
    let visit
    before(async () => (visit = await open(browser, path, { wait: (page) => page.waitForSelector('h1') })))
    after(() => visit?.close())

    it('asks nobody but its own server, complains of nothing, and ships no map', async () => {
      assert.deepEqual(visit.record.requests.map((request) => request.url()).filter((url) => !url.startsWith(`${SERVER}/`)), [])
      assert.deepEqual(visit.record.complaints, [])
      const { page, worker } = await scripts(visit.record)
      assert.ok(page > 0 && page <= LIMITS.later && worker === 0, `${page} ${worker}`)
    })
  })
}

/** The scripts a visit asked for, gzipped. */
async function scripts({ requests }) {
  const sums = { page: 0, worker: 0 }
  for (const url of new Set(requests.map((request) => request.url()).filter((address) => /\.m?js$/.test(address)))) {
    const bytes = gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()), { level: 9 }).length
    sums[url.includes('worker') ? 'worker' : 'page'] += bytes
  }
  console.log(`  scripts: page ${Math.round(sums.page / 1000)} kB, worker ${Math.round(sums.worker / 1000)} kB gzipped`)
  return sums
}
