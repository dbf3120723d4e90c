import type { Cause, RuleId, SiteKind } from '../api/types.ts'
import type { Language } from '../strings/index.ts'

/** What the colour of a grid means. */
export type RateChoice = 'S1' | 'L1' | 'V1' | 'worst'

/** A class of the legend: 0–4 of the ramp, or a verdict word, or `unknown`. */
export type LegendClass = '0' | '1' | '2' | '3' | '4' | 'covered' | 'gap' | 'unknown' | 'not_applicable'

export type Selection = { level: 'grid' | 'area'; code: string }

/** What a click on the map meets. */
export type Picked = Selection | { level: 'spot'; code: string }

/** What the side panel lists: blind spots by grid, their sums by area, the places they make, or where the next sites would go. */
export type ListChoice = 'grid' | 'area' | 'spot' | 'site'

/** What is asked about the next sites; the area is the view's. */
export interface SitingChoice {
  kind: SiteKind
  k: number
  /** Metres; `null` is as far as the rules say. */
  within: number | null
}

/** A place that was searched for and has no card: a station, an organisation, a unit or a building. */
export interface Pin {
  lat: number
  lon: number
  name: string
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
  /** The data time a link was made at; `null` is whatever the server has. */
  asOf: string | null
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
export const REACH_M = { least: 50, most: 3000 }
const CLASSES: readonly LegendClass[] = ['0', '1', '2', '3', '4', 'covered', 'gap', 'unknown', 'not_applicable']

/** The view of an address without a fragment. */
export function plainView(): View {
  return {
    camera: null,
    toggled: [],
    selection: null,
    pin: null,
    asOf: null,
    rate: 'L1',
    rule: null,
    cause: null,
    area: null,
    klass: null,
    list: 'grid',
    spot: null,
    siting: { kind: 'station', k: 5, within: null },
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
  put('pin', view.pin && `${round(view.pin.lat, 6)}/${round(view.pin.lon, 6)}/${view.pin.name}`)
  put('t', view.asOf)
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
  return {
    camera: decodeCamera(values.get('map')),
    toggled: (values.get('l') ?? '').split(',').filter((name) => /^[a-zA-Z_]+$/.test(name)),
    selection: decodeSelection(values.get('sel')),
    pin: decodePin(values.get('pin')),
    asOf: match(values.get('t'), /^\d{4}-\d{2}-\d{2}$/),
    rate: one('rate', RATES) ?? 'L1',
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

const sitingText = ({ kind, k, within }: SitingChoice) => [kind, k, ...(within === null ? [] : [within])].join('/')

function decodeSiting(text: string | null): SitingChoice | null {
  const found = /^(station|hub)\/(\d{1,2})(?:\/(\d{2,4}))?$/.exec(text ?? '')
  if (!found) return null
  const [k, within] = [Number(found[2]), found[3] === undefined ? null : Number(found[3])]
  const sane = k >= 1 && k <= MOST_SITES && (within === null || (within >= REACH_M.least && within <= REACH_M.most))
  return sane ? { kind: found[1] as SiteKind, k, within } : null
}

function decodePin(text: string | null): Pin | null {
  const [, lat, lon, name] = /^(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(.{1,80})$/u.exec(text ?? '') ?? []
  const pin = { lat: Number(lat), lon: Number(lon), name: name ?? '' }
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
