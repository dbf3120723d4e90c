import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, api } from '../api/client.ts'
import type { Page, SearchHit } from '../api/types.ts'
import { search } from './search.ts'

const found = (...names: string[]): Page<SearchHit> => ({ items: names.map((name) => ({ id: name, name }) as SearchHit), next: null })

describe('the search', () => {
  const ask = vi.spyOn(api, 'search')
  beforeEach(() => ask.mockReset().mockImplementation((q) => Promise.resolve(found(q))))

  it('Enter before the answer waits for the answer to what was typed', async () => {
    const box = search()
    box.words.value = '湖'
    expect(await box.settle()).toBe(true)
    box.words.value = '湖滨'
    expect(await box.settle()).toBe(true)
    expect(box.hits.value.map((hit) => hit.name)).toEqual(['湖滨'])
  })

  it('Enter after typing on chooses nothing', async () => {
    const box = search()
    box.words.value = '湖'
    const settled = box.settle()
    box.words.value = '湖滨'
    expect(await settled).toBe(false)
  })

  it('a late answer does not replace a newer one', async () => {
    const box = search()
    let late: (page: Page<SearchHit>) => void = () => undefined
    ask.mockReturnValueOnce(new Promise((done) => (late = done)))
    box.words.value = '湖'
    const first = box.settle()
    box.words.value = '江'
    await box.settle()
    late(found('湖'))
    expect(await first).toBe(false)
    expect(box.hits.value.map((hit) => hit.name)).toEqual(['江'])
  })

  it('a failure says so, is not "nothing found", and Enter tries again', async () => {
    ask.mockRejectedValueOnce(new ApiError('unreachable', 0, 'unreachable', ''))
    const box = search()
    box.words.value = '湖'
    expect(await box.settle()).toBe(false)
    expect([box.failed.value, box.none.value]).toEqual([true, false])
    expect(await box.settle()).toBe(true)
    expect([box.failed.value, box.hits.value.length]).toEqual([false, 1])
  })

  it('an emptied field forgets', async () => {
    const box = search()
    box.words.value = '湖'
    await box.settle()
    box.clear()
    expect([box.hits.value.length, box.answered.value]).toEqual([0, ''])
  })
})
