import type { StyleSpecification } from 'maplibre-gl'
import { DRAWN_SOURCE, isOn, LABEL_FONT, PIN_SOURCE, PLACE_SOURCE, RULE_SOURCE, SOURCE, USUAL_PLACES, type MapContext, type MapLayer } from './context.ts'
import { binFill } from './layers/bin-fill.ts'
import { circleOnlyCell, circleOnlyPoint } from './layers/circle-only.ts'
import { communityLine, districtLine, gridLine, streetCasing, streetLine } from './layers/boundary.ts'
import { buildingFill, buildingLine } from './layers/building.ts'
import { gapCasing, gapFill, gapLine, gapShape } from './layers/gap.ts'
import { gridFill } from './layers/grid-fill.ts'
import { districtFill, ground } from './layers/ground.ts'
import { communityLabel, gridLabel, streetLabel } from './layers/label.ts'
import { pinCasing, pinLabel, pinRing } from './layers/pin.ts'
import { householdPoint, memberPoint, organisationPoint, stationPoint } from './layers/point.ts'
import { placeCasing, placeFill, placeLine } from './layers/place.ts'
import { roadCasing, roadLabel, roadLine } from './layers/road.ts'
import { gridHit, gridHover, selectedCasing, selectedLine } from './layers/selection.ts'
import { siteAlternative, siteClosing, siteLabel, siteLost, sitePoint } from './layers/site.ts'
import { spotCasing, spotFill, spotLine } from './layers/spot.ts'
import { waterFill } from './layers/water.ts'
import { inOrder } from './zorder.ts'

/** Every layer of the map; the order of drawing is zorder.ts, not this list. */
const LAYERS: readonly MapLayer[] = [
  ground, districtFill, gridFill, binFill, waterFill, roadCasing, roadLine, roadLabel, buildingFill, buildingLine,
  gapFill, gapCasing, gapLine, gapShape, gridLine, communityLine, streetCasing, streetLine, districtLine,
  circleOnlyCell, circleOnlyPoint, placeFill, placeCasing, placeLine, gridHit, gridHover, spotFill, spotCasing, spotLine, selectedCasing, selectedLine, householdPoint, memberPoint, organisationPoint, stationPoint,
  siteLost, siteClosing, siteAlternative, sitePoint, siteLabel, gridLabel, communityLabel, streetLabel, pinCasing, pinRing, pinLabel,
]

/** The style of a context. A layer whose tile layer the audience may not see is left out: the map complains of one that is not in its tiles. */
export function styleOf(context: MapContext, tiles: (set: string) => string, fonts: FontFaces): StyleSpecification {
  const layers = inOrder(LAYERS.map((layer) => ({ id: layer.id, ...layer.build(context) }) as Layer)).filter((layer) => isAvailable(layer, context))
  const sources: StyleSpecification['sources'] = {
      [SOURCE]: { type: 'vector', url: tiles('map'), promoteId: { grid: 'code' } },
      ...setsOf(context, tiles),
      [PIN_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: pinFeatures(context) } },
      [DRAWN_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [...context.drawn] } },
  }
  return {
    version: 8,
    'font-faces': fonts,
    sources,
    transition: { duration: 0, delay: 0 },
    layers: layers.filter((layer) => !('source' in layer) || layer.source in sources),
  }
}

/** The tiles of single rules, where they are wanted. */
function setsOf({ view, restated, placesOf }: MapContext, tiles: (set: string) => string): StyleSpecification['sources'] {
  const sets: StyleSpecification['sources'] = {}
  if (view.rule && !restated) sets[RULE_SOURCE] = { type: 'vector', url: tiles(`gap.${view.rule}`) }
  if (placesOf !== USUAL_PLACES && isOn('place', view.toggled)) sets[PLACE_SOURCE] = { type: 'vector', url: tiles(`gap_area.${placesOf}`) }
  return sets
}

type Layer = StyleSpecification['layers'][number]

function isAvailable(layer: Layer, { available }: MapContext): boolean {
  const tileLayer = 'source-layer' in layer ? layer['source-layer'] : undefined
  return tileLayer === undefined || available.includes(tileLayer)
}

function pinFeatures({ view: { pin } }: MapContext): GeoJSON.Feature[] {
  if (!pin) return []
  return [{ type: 'Feature', properties: { name: pin.name }, geometry: { type: 'Point', coordinates: [pin.lon, pin.lat] } }]
}

type FaceRule = { url: string; 'unicode-range': string[] }
type FontFaces = Record<string, FaceRule[]>

/**
 * The font files of the page's own style sheet, in the form the map wants them: one list of files serves both, and a file the
 * page has fetched is in the browser's cache when the map asks.
 */
export function fontFaces(sheets: Iterable<CSSStyleSheet>, weight: string): FontFaces {
  const faces: FaceRule[] = []
  for (const sheet of sheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule) || rule.style.getPropertyValue('font-weight') !== weight) continue
      const url = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1]
      if (!url) continue
      const ranges = rule.style.getPropertyValue('unicode-range').split(',').map((range) => range.trim())
      faces.push({ url: new URL(url, sheet.href ?? document.baseURI).href, 'unicode-range': ranges })
    }
  }
  // In a style sheet the last matching face wins; in a map style the first one.
  return { [LABEL_FONT[0] ?? '']: faces.reverse() }
}
