import type { Cause, RuleId, SiteKind } from '../api/types.ts'
import type { Language } from '../strings/index.ts'
import { hasMonths } from './lens.ts'

/** What the colour of a grid means. */
export type RateChoice = 'S1' | 'L1' | 'V1' | 'worst'

/** A class of the legend: 0–4 of the ramp, or a verdict word, or `unknown`. */
export type LegendClass = '0' | '1' | '2' | '3' | '4' | 'covered' | 'gap' | 'unknown' | 'not_applicable'

export type Selection = { level: 'grid' | 'area'; code: string }

/** What a click on the map meets. */
export type Picked = Selection | { level: 'spot'; code: string } | { level: 'station'; pin: Pin & { station: string } }

/** What the side panel lists: blind spots by grid, their sums by area, the places they make, or where the next sites would go. */
export type ListChoice = 'grid' | 'area' | 'spot' | 'site'

/** What is asked about sites: where the next `k` would go, how few serve a share of the people, or who relies on one that is there. */
export type SitingAsk = 'most' | 'fewest' | 'close'

/** What is asked about sites; the area is the view's. */
export interface SitingChoice {
  ask: SitingAsk
  kind: SiteKind
  k: number
  /** Per cent of the people, for `fewest`. */
  share: number
  /** Id of the station that would close, for `close`. */
  station: string | null
  /** Metres; `null` is as far as the rules say. */
  within: number | null
}

/** A place that was searched for and has no card: a station, an organisation, a unit or a building. */
export interface Pin {
  lat: number
  lon: number
  name: string
  /** Its id, should it be a station: one can ask what closing it would mean. */
  station: string | null
}

export interface Camera {
  zoom: number
  lat: number
  lon: number
}

/** Everything that is shown. It lives in the URL, so a link reproduces it. */
export interface View {
  /** Where the map looks; `null` is the whole district. */
  camera: Camera | null
  /** Layer switches that differ from their default, by name. */
  toggled: string[]
  selection: Selection | null
  pin: Pin | null
  /** The month at whose end everything is judged, as `2026-09`; `null` is now. */
  month: string | null
  /** Name of the rule set that judges; `null` is the server's own. */
  rules: string | null
  rate: RateChoice
  rule: RuleId | null
  cause: Cause | null
  /** Only this area (street or community). */
  area: string | null
  klass: LegendClass | null
  list: ListChoice
  /** The blind-spot area or the site that is chosen in the list of them. */
  spot: string | null
  siting: SitingChoice
  language: Language
}

export const RATES: readonly RateChoice[] = ['L1', 'S1', 'V1', 'worst']
/** The catalogue in the order of what matters to a reader; a server may judge fewer. */
export const RULES = [
  'O10', 'O1', 'L1', 'S1', 'V1', 'G3', 'G4', 'G5', 'G11', 'G1', 'G7', 'G8', 'G6', 'G10', 'G12', 'O2', 'O3', 'O4', 'O5', 'O12', 'O7', 'O8a',
  'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'S2', 'D1', 'Q1', 'O6', 'O8c', 'V3', 'Q3',
] as readonly string[] as readonly RuleId[]
export const CAUSES: readonly Cause[] = ['place', 'capacity', 'service', 'data', 'shape']
export const LISTS: readonly ListChoice[] = ['grid', 'area', 'spot', 'site']
/** What the server answers at most. */
export const MOST_SITES = 50
/** Per cent. */
export const MOST_SHARE = 100
export const REACH_M = { least: 50, most: 3000 }
const CLASSES: readonly LegendClass[] = ['0', '1', '2', '3', '4', 'covered', 'gap', 'unknown', 'not_applicable']

/** The view of an address without a fragment. */
export function plainView(): View {
  return {
    camera: null,
    toggled: [],
    selection: null,
    pin: null,
    month: null,
    rules: null,
    rate: 'L1',
    rule: null,
    cause: null,
    area: null,
    klass: null,
    list: 'grid',
    spot: null,
    siting: { ask: 'most', kind: 'station', k: 5, share: 95, station: null, within: null },
    language: 'zh',
  }
}

/** The fragment of a view, without the `#`; defaults are left out. */
export function encodeView(view: View): string {
  const parts: string[] = []
  const put = (key: string, value: string | null) => {
    if (value) parts.push(`${key}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',')}`)
  }
  const plain = plainView()
  if (view.camera) put('map', `${round(view.camera.zoom, 2)}/${round(view.camera.lat, 5)}/${round(view.camera.lon, 5)}`)
  put('l', [...view.toggled].sort().join(','))
  put('sel', view.selection && `${view.selection.level}:${view.selection.code}`)
  put('pin', view.pin && `${round(view.pin.lat, 6)}/${round(view.pin.lon, 6)}/${view.pin.station ? `@${view.pin.station}/` : ''}${view.pin.name}`)
  put('t', view.month)
  put('rules', view.rules)
  put('rate', view.rate === plain.rate ? null : view.rate)
  put('rule', view.rule)
  put('cause', view.cause)
  put('area', view.area)
  put('class', view.klass)
  put('list', view.list === plain.list ? null : view.list)
  put('spot', view.spot)
  put('site', sitingText(view.siting) === sitingText(plain.siting) ? null : sitingText(view.siting))
  put('lang', view.language === plain.language ? null : view.language)
  return parts.join('&')
}

/** Reads a fragment. Whatever is not understood is ignored: an old link still opens. */
export function decodeView(fragment: string): View {
  const values = new URLSearchParams(fragment.replace(/^#/, ''))
  const one = <T extends string>(key: string, allowed: readonly T[]): T | null => {
    const value = values.get(key) as T | null
    return value !== null && allowed.includes(value) ? value : null
  }
  const rate = one('rate', RATES) ?? 'L1'
  return {
    camera: decodeCamera(values.get('map')),
    toggled: (values.get('l') ?? '').split(',').filter((name) => /^[a-zA-Z_]+$/.test(name)),
    selection: decodeSelection(values.get('sel')),
    pin: decodePin(values.get('pin')),
    month: hasMonths(rate) ? match(values.get('t'), /^\d{4}-(0[1-9]|1[0-2])$/) : null,
    rules: match(values.get('rules'), /^[\p{L}\p{N}._-]{1,60}$/u),
    rate,
    rule: one('rule', RULES),
    cause: one('cause', CAUSES),
    area: match(values.get('area'), /^\d{6,17}$/),
    klass: one('class', CLASSES),
    list: one('list', LISTS) ?? 'grid',
    spot: match(values.get('spot'), /^[\w-]{3,60}$/),
    siting: decodeSiting(values.get('site')) ?? plainView().siting,
    language: one('lang', ['zh', 'en'] as const) ?? 'zh',
  }
}

function decodeCamera(text: string | null): Camera | null {
  const numbers = (text ?? '').split('/').map(Number)
  const [zoom, lat, lon] = numbers
  if (text === null || numbers.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return null
  const sane = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180
  return sane ? { zoom, lat, lon } : null
}

function sitingText({ ask, kind, k, share, station, within }: SitingChoice): string {
  const what = { most: [kind, k], fewest: ['fewest', kind, share], close: ['close', station ?? ''] }[ask]
  return [...what, ...(within === null ? [] : [within])].join('/')
}

/** `station/5`, `fewest/hub/95`, `close/ID`, each with the reach in metres behind it where one is asked for. */
function decodeSiting(text: string | null): SitingChoice | null {
  const plain = plainView().siting
  const [, fewest, kind, number, station, reach] = /^(?:(fewest\/)?(station|hub)\/(\d{1,3})|close\/([^/]{0,80}))(?:\/(\d{2,4}))?$/u.exec(text ?? '') ?? []
  const within = reach === undefined ? null : Number(reach)
  if (within !== null && (within < REACH_M.least || within > REACH_M.most)) return null
  if (station !== undefined) return { ...plain, ask: 'close', station: station || null, within }
  const [ask, part, most] = fewest ? (['fewest', 'share', MOST_SHARE] as const) : (['most', 'k', MOST_SITES] as const)
  const value = Number(number)
  return kind && value >= 1 && value <= most ? { ...plain, ask, kind: kind as SiteKind, [part]: value, within } : null
}

function decodePin(text: string | null): Pin | null {
  const [, lat, lon, station, name] = /^(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(?:@([^/]{1,80})\/)?(.{1,80})$/u.exec(text ?? '') ?? []
  const pin = { lat: Number(lat), lon: Number(lon), name: name ?? '', station: station ?? null }
  return Math.abs(pin.lat) <= 85 && Math.abs(pin.lon) <= 180 ? pin : null
}

function decodeSelection(text: string | null): Selection | null {
  const found = /^(grid|area):(\d{4,17})$/.exec(text ?? '')
  return found ? { level: found[1] as Selection['level'], code: found[2] ?? '' } : null
}

function match(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
