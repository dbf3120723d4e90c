import type { Severity } from '../api/types.ts'
import type { View } from './view.ts'

/** The switches of the layer tree. One switch may drive several map layers (a line and its casing). */
export interface Switch {
  name: SwitchName
  group: 'gaps' | 'coverage' | 'areas' | 'points' | 'base'
  /** On when the address says nothing. */
  on: boolean
  /** The tile layer it needs; an audience that may not see that layer does not see the switch. */
  needs: string
  /** The zoom from which it is drawn: below it there would be more ink than map. */
  from?: number
}

export type SwitchName =
  | 'gapHard' | 'gapSoft' | 'circleOnly' | 'place' | 'grid' | 'bin' | 'street' | 'community' | 'gridLine'
  | 'station' | 'organisation' | 'household' | 'member' | 'road' | 'water' | 'building'

export const SWITCHES: readonly Switch[] = [
  { name: 'gapHard', group: 'gaps', on: true, needs: 'gap' },
  { name: 'gapSoft', group: 'gaps', on: false, needs: 'gap' },
  { name: 'circleOnly', group: 'gaps', on: false, needs: 'circle_only' },
  { name: 'place', group: 'gaps', on: false, needs: 'gap_area', from: 12 },
  { name: 'grid', group: 'coverage', on: true, needs: 'grid' },
  { name: 'bin', group: 'coverage', on: false, needs: 'bin' },
  { name: 'street', group: 'areas', on: true, needs: 'area' },
  { name: 'community', group: 'areas', on: true, needs: 'area' },
  { name: 'gridLine', group: 'areas', on: true, needs: 'grid' },
  { name: 'station', group: 'points', on: true, needs: 'station', from: 12 },
  { name: 'organisation', group: 'points', on: false, needs: 'organisation' },
  { name: 'household', group: 'points', on: false, needs: 'household', from: 14 },
  { name: 'member', group: 'points', on: false, needs: 'member', from: 14 },
  { name: 'road', group: 'base', on: true, needs: 'road' },
  { name: 'water', group: 'base', on: true, needs: 'water' },
  { name: 'building', group: 'base', on: true, needs: 'building', from: 14 },
]

/** The zoom from which a switch shows something. */
export function drawnFrom(name: SwitchName): number {
  return SWITCHES.find((s) => s.name === name)?.from ?? 0
}

/** Whether a switch is on, given the names that differ from their default. */
export function isOn(name: SwitchName, toggled: readonly string[]): boolean {
  const on = SWITCHES.find((s) => s.name === name)?.on ?? false
  return toggled.includes(name) ? !on : on
}

/** The toggled names after `name` is switched `on` or off. */
export function toggle(name: SwitchName, on: boolean, toggled: readonly string[]): string[] {
  const rest = toggled.filter((other) => other !== name)
  const byDefault = SWITCHES.find((s) => s.name === name)?.on ?? false
  return on === byDefault ? rest : [...rest, name]
}

/** The severities the map draws: what is switched on in the layer tree, or all when one asks for a cause. */
export function shownSeverities(view: Pick<View, 'toggled' | 'cause'>): Severity[] {
  if (view.cause) return ['hard', 'soft']
  return [...(isOn('gapHard', view.toggled) ? (['hard'] as const) : []), ...(isOn('gapSoft', view.toggled) ? (['soft'] as const) : [])]
}

/** The severities the list holds: the same as the map, but a list without a map is still of use. */
export function listedSeverities(view: Pick<View, 'toggled' | 'cause'>): Severity[] {
  const shown = shownSeverities(view)
  return shown.length > 0 ? shown : ['hard', 'soft']
}
