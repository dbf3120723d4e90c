import {
  Map as LibraryMap, setWorkerUrl,
  type ICanonicalTileID, type ErrorEvent, type MapMouseEvent, type StyleSpecification, type Tile, type VectorTileSource,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Bounds } from '../api/types.ts'
import type { Paint } from '../state/restated.ts'
import type { Camera, Picked } from '../state/view.ts'
import { IS_POINT, PLACE_SOURCE, RULE_SOURCE, SOURCE } from './context.ts'
import { drawImages, PIXEL_RATIO } from './patterns.ts'
import type { LayerId } from './zorder.ts'

/** Everything the rest of the page may ask of a map. Nothing outside this file knows the library. */
export interface MapFace {
  /** Shows a style; only what differs from the last one is changed. */
  show(style: StyleSpecification): void
  /** Fetches the tiles of a new revision without a flicker, and their description. */
  refresh(): void
  /** Fetches what could not be had. */
  retry(): void
  /** Colours grids, by code, otherwise than their tiles tell; a style that reads it must be shown. */
  paint(grids: ReadonlyMap<string, Paint>): void
  fit(bounds: Bounds, animate: boolean): void
  jump(camera: Camera): void
  zoomBy(step: number): void
  camera(): Camera
  /** Metres a CSS pixel stands for in the middle of the view. */
  metresPerPixel(): number
  /** Attributes of the grids whose label point is in view, each once. */
  gridsInView(): Record<string, unknown>[]
  /** Codes or ids of what a layer has drawn in view, each once: tests compare them with the API. */
  rendered(layer: LayerId): string[]
  resize(): void
  remove(): void
}

export interface MapEvents {
  onMove(camera: Camera, byUser: boolean): void
  onIdle(): void
  onPick(picked: Picked | null): void
  /** A tile or style that could not be had. The map itself lives on. */
  onTrouble(message: string): void
}

/** A district view may tilt and turn nothing: north is up, so that two views can be compared. */
const MAX_ZOOM = 19
const MIN_ZOOM = 6
const PAN_MS = 250

/** Whether this browser can draw the map at all. */
export function canDraw(): boolean {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

export function createMap(container: HTMLElement, style: StyleSpecification, label: string, events: MapEvents): MapFace {
  setWorkerUrl(new URL(workerUrl, document.baseURI).href)
  const map = new LibraryMap({
    container,
    style,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    locale: { 'Map.Title': label },
    // Fonts are the style's; an empty family keeps the system's out.
    localIdeographFontFamily: false,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const images = drawImages()
  const addImages = () => {
    for (const [name, pixels] of images) if (!map.hasImage(name)) map.addImage(name, pixels, { pixelRatio: PIXEL_RATIO })
  }
  map.on('styledata', addImages)
  const lost: Lost = new Map()
  listen(map, lost, events)

  return {
    show: (next) => map.setStyle(next, { diff: true }),
    refresh: () => refresh(map),
    retry: () => retry(map, lost),
    paint: (grids) => paint(map, grids),
    fit: ([w, s, e, n], animate) => {
      map.fitBounds([[w, s], [e, n]], { padding: padding(container), maxZoom: 16.5, duration: animate && !prefersStill() ? PAN_MS : 0 })
    },
    jump: ({ zoom, lat, lon }) => map.jumpTo({ zoom, center: [lon, lat] }),
    zoomBy: (step) => map.easeTo({ zoom: map.getZoom() + step, duration: prefersStill() ? 0 : PAN_MS }),
    camera: () => cameraOf(map),
    metresPerPixel: () => {
      const { lat } = map.getCenter()
      return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom())
    },
    gridsInView: () => gridsInView(map),
    rendered: (layer) => rendered(map, layer),
    resize: () => map.resize(),
    remove: () => map.remove(),
  }
}

/** Layers a click may hit, the finest first. */
const PICKABLE: readonly LayerId[] = ['street-label', 'community-label', 'site-point', 'station-point', 'spot-fill', 'place-fill', 'grid-hit']
/** What the others stand for. */
const LEVEL_OF: Record<string, 'grid' | 'spot'> = { 'grid-hit': 'grid', 'spot-fill': 'spot', 'place-fill': 'spot', 'site-point': 'spot' }

/** The tiles that could not be had, by their source. */
type Lost = Map<string, Set<ICanonicalTileID>>

function listen(map: LibraryMap, lost: Lost, events: MapEvents): void {
  let hovered: string | null = null
  const hover = (code: string | null) => {
    if (code === hovered || !map.getSource(SOURCE)) return
    if (hovered) map.removeFeatureState({ source: SOURCE, sourceLayer: 'grid', id: hovered }, 'hover')
    if (code) map.setFeatureState({ source: SOURCE, sourceLayer: 'grid', id: code }, { hover: true })
    hovered = code
  }
  map.on('moveend', (event) => events.onMove(cameraOf(map), 'originalEvent' in event && Boolean(event.originalEvent)))
  map.on('idle', () => events.onIdle())
  map.on('click', (event) => events.onPick(pick(map, event)))
  map.on('mousemove', (event) => {
    const found = pick(map, event)
    map.getCanvas().style.cursor = found ? 'pointer' : ''
    hover(found?.level === 'grid' ? found.code : null)
  })
  map.on('mouseout', () => hover(null))
  map.on('error', (event: ErrorEvent & { tile?: Tile; sourceId?: string }) => {
    const source = event.sourceId ?? SOURCE
    if (event.tile) lost.set(source, (lost.get(source) ?? new Set()).add(event.tile.tileID.canonical))
    // What has a status could not be had; anything else is a mistake of ours and should be seen.
    if (event.tile || 'status' in event.error) events.onTrouble(event.error.message)
    else console.error(event.error)
  })
}

function refresh(map: LibraryMap): void {
  for (const source of tiled(map)) source.setUrl(source.url)
}

/** The library forgets a description it could not have, and would wait for ever for a lost tile unless asked for it by name. */
function retry(map: LibraryMap, lost: Lost): void {
  for (const source of tiled(map)) {
    if (source.tiles) map.refreshTiles(source.id, [...(lost.get(source.id) ?? [])])
    else source.setUrl(source.url)
  }
  lost.clear()
}

/** The sources whose tiles come from the server. */
function tiled(map: LibraryMap): VectorTileSource[] {
  return [SOURCE, RULE_SOURCE, PLACE_SOURCE].flatMap((id) => map.getSource<VectorTileSource>(id) ?? [])
}

/** What is left of an earlier judgement hurts nobody: the state is read only while there is another than that of the tiles. */
function paint(map: LibraryMap, grids: ReadonlyMap<string, Paint>): void {
  if (!map.getSource(SOURCE)) return
  for (const [id, { colour, faded }] of grids) map.setFeatureState({ source: SOURCE, sourceLayer: 'grid', id }, { colour, faded })
}

function pick(map: LibraryMap, event: MapMouseEvent): Picked | null {
  const layers = PICKABLE.filter((id) => map.getLayer(id))
  for (const { layer, properties, geometry } of map.queryRenderedFeatures(event.point, { layers })) {
    const code: unknown = properties['code'] ?? properties['id']
    if (typeof code !== 'string') continue
    if (layer.id !== 'station-point') return { level: LEVEL_OF[layer.id] ?? 'area', code }
    // From afar tiles do not tell its name: what it stands on is meant then.
    const [lon, lat] = geometry.type === 'Point' ? geometry.coordinates : []
    const name: unknown = properties['name']
    if (typeof name === 'string' && lon !== undefined && lat !== undefined) return { level: 'station', pin: { lat, lon, name, station: code } }
  }
  return null
}

function cameraOf(map: LibraryMap): Camera {
  const { lat, lng } = map.getCenter()
  return { zoom: map.getZoom(), lat, lon: lng }
}

/** A grid has its attributes on its polygon in every tile it touches, and on its label point in exactly one. */
function gridsInView(map: LibraryMap): Record<string, unknown>[] {
  if (!map.getSource(SOURCE)) return []
  const bounds = map.getBounds()
  const seen = new Map<string, Record<string, unknown>>()
  for (const feature of map.querySourceFeatures(SOURCE, { sourceLayer: 'grid', filter: IS_POINT })) {
    if (feature.geometry.type !== 'Point') continue
    const [lon, lat] = feature.geometry.coordinates
    const code: unknown = feature.properties['code']
    if (lon === undefined || lat === undefined || typeof code !== 'string' || !bounds.contains([lon, lat])) continue
    seen.set(code, feature.properties)
  }
  return [...seen.values()]
}

function rendered(map: LibraryMap, layer: LayerId): string[] {
  if (!map.getLayer(layer)) return []
  const features = map.queryRenderedFeatures(undefined, { layers: [layer] })
  return [...new Set(features.map((feature) => String(feature.properties['code'] ?? feature.properties['id'])))]
}

/** Room for the breadcrumb above and the status line below. */
function padding(container: HTMLElement): { top: number; bottom: number; left: number; right: number } {
  const small = container.clientWidth < 600
  return small ? { top: 56, bottom: 60, left: 16, right: 16 } : { top: 64, bottom: 56, left: 40, right: 64 }
}

function prefersStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

