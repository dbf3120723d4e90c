import { describe, expect, it } from 'vitest'
import { isOn, listedSeverities, shownSeverities, SWITCHES, toggle } from './layers.ts'

describe('the layer tree', () => {
  it('is as declared when the address says nothing', () => {
    for (const s of SWITCHES) expect(isOn(s.name, [])).toBe(s.on)
  })

  it('remembers only what differs from the default', () => {
    const off = toggle('road', false, [])
    expect(off).toEqual(['road'])
    expect(isOn('road', off)).toBe(false)
    expect(toggle('road', true, off)).toEqual([])
  })

  it('names every switch once', () => {
    expect(new Set(SWITCHES.map((s) => s.name)).size).toBe(SWITCHES.length)
  })
})

describe('list and map hold the same blind spots', () => {
  it('hard ones at first', () => expect(shownSeverities({ toggled: [], cause: null })).toEqual(['hard']))
  it('soft ones when switched on', () => expect(shownSeverities({ toggled: ['gapSoft'], cause: null })).toEqual(['hard', 'soft']))
  it('both for a cause', () => expect(shownSeverities({ toggled: [], cause: 'shape' })).toEqual(['hard', 'soft']))
  it('the list is never empty because the map is', () => {
    expect(shownSeverities({ toggled: ['gapHard'], cause: null })).toEqual([])
    expect(listedSeverities({ toggled: ['gapHard'], cause: null })).toEqual(['hard', 'soft'])
  })
})
