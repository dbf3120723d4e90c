import { expect, it } from 'vitest'
import { en } from './en.ts'
import { addShown, formatCount, formatPeople, formatRate } from './numbers.ts'
import { zh } from './zh.ts'

it('counts are in 万 above ten thousand, in Chinese only', () => {
  expect([9_999, 10_000, 400_000, 24_710].map((n) => formatCount(n, zh))).toEqual(['9,999', '10,000', '40 万', '2.47 万'])
  expect(formatCount(400_000, en)).toBe('400,000')
})

it('a suppressed or hidden count stays so', () => {
  expect([formatCount('<5', zh), formatCount(null, zh), formatCount(undefined, en)]).toEqual(['<5', '–', '–'])
})

it('people in homes of which nobody has said how many live there are not none', () => {
  expect([formatPeople(0, 9, zh), formatPeople(0, 9, en), formatPeople(0, 0, zh), formatPeople(25, 9, zh), formatPeople(null, null, zh)]).toEqual(['未登记', 'unknown', '0', '25', '–'])
})

it('rates are percentages', () => expect([1000, 943, 0, null].map((rate) => formatRate(rate))).toEqual(['100%', '94.3%', '0%', '–']))

it('a sum with an unknown part is unknown', () => {
  expect(addShown([1, 2])).toBe(3)
  expect(addShown([1, '<5'])).toBeNull()
  expect(addShown([1, undefined])).toBeNull()
})
