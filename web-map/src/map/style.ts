import type { StyleSpecification } from 'maplibre-gl'
import { DRAWN_SOURCE, LABEL_FONT, PIN_SOURCE, SOURCE, type MapContext, type MapLayer } from './context.ts'
import { binFill } from './layers/bin-fill.ts'
import { communityLine, districtLine, gridLine, streetCasing, streetLine } from './layers/boundary.ts'
import { buildingFill, buildingLine } from './layers/building.ts'
import { gapCasing, gapFill, gapLine, gapShape } from './layers/gap.ts'
import { gridFill } from './layers/grid-fill.ts'
import { districtFill, ground } from './layers/ground.ts'
import { communityLabel, gridLabel, streetLabel } from './layers/label.ts'
import { pinCasing, pinLabel, pinRing } from './layers/pin.ts'
import { householdPoint, memberPoint, organisationPoint, stationPoint } from './layers/point.ts'
import { roadCasing, roadLabel, roadLine } from './layers/road.ts'
import { gridHit, gridHover, selectedCasing, selectedLine } from './layers/selection.ts'
import { siteAlternative, siteLabel, sitePoint } from './layers/site.ts'
import { spotCasing, spotFill, spotLine } from './layers/spot.ts'
import { waterFill } from './layers/water.ts'
import { inOrder } from './zorder.ts'

/** Every layer of the map; the order of drawing is zorder.ts, not this list. */
const LAYERS: readonly MapLayer[] = [
  ground, districtFill, gridFill, binFill, waterFill, roadCasing, roadLine, roadLabel, buildingFill, buildingLine,
  gapFill, gapCasing, gapLine, gapShape, gridLine, communityLine, streetCasing, streetLine, districtLine,
  gridHit, gridHover, spotFill, spotCasing, spotLine, selectedCasing, selectedLine, householdPoint, memberPoint, organisationPoint, stationPoint,
  siteAlternative, sitePoint, siteLabel, gridLabel, communityLabel, streetLabel, pinCasing, pinRing, pinLabel,
]

/** The style of a context. A layer whose tile layer the audience may not see is left out: the map complains of one that is not in its tiles. */
export function styleOf(context: MapContext, tiles: string, fonts: FontFaces): StyleSpecification {
  return {
    version: 8,
    'font-faces': fonts,
    sources: {
      [SOURCE]: { type: 'vector', url: tiles, promoteId: { grid: 'code' } },
      [PIN_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: pinFeatures(context) } },
      [DRAWN_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [...context.drawn] } },
    },
    transition: { duration: 0, delay: 0 },
    layers: inOrder(LAYERS.map((layer) => ({ id: layer.id, ...layer.build(context) }) as Layer)).filter((layer) => isAvailable(layer, context)),
  }
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
