import type { Rate, Shown } from '../api/types.ts'
import type { Strings } from './shape.ts'

/** From here on Chinese readers count in 万. */
const WAN = 10_000

/** A number with thousands separated. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value)
}

/** A count as the audience may see it: in 万 above 10,000 in Chinese, `<5` as it is, a dash when hidden. */
export function formatCount(value: Shown | undefined, strings: Strings): string {
  if (value === null || value === undefined) return '–'
  if (value === '<5') return '<5'
  if (value > WAN && strings.comma === '，') return `${formatNumber(Math.round(value / 100) / 100)} ${strings.units.wan}`
  return formatNumber(value)
}

/** Whether nobody has said how many live in these homes: nobody does, as far as the register goes. */
export function nobodySaid(persons: Shown | undefined, households: Shown | undefined): boolean {
  return persons === 0 && typeof households === 'number' && households > 0
}

/** The people of so many homes. */
export function formatPeople(persons: Shown | undefined, households: Shown | undefined, strings: Strings): string {
  return nobodySaid(persons, households) ? strings.notRecorded : formatCount(persons, strings)
}

/** Per mille as a percentage: one decimal only where it says something. */
export function formatRate(rate: Rate | undefined): string {
  if (rate === null || rate === undefined) return '–'
  return rate % 10 === 0 ? `${rate / 10}%` : `${(rate / 10).toFixed(1)}%`
}

/** A sum of shown counts; `null` as soon as one is not an exact number, for a sum of lower bounds would be a lie. */
export function addShown(values: (Shown | undefined)[]): Shown {
  let sum = 0
  for (const value of values) {
    if (typeof value !== 'number') return null
    sum += value
  }
  return sum
}
