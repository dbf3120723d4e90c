import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import type { Cause, RuleId } from '../api/types.ts'
import { isOn, type SwitchName } from '../state/layers.ts'
import type { View } from '../state/view.ts'
import type { LayerId } from './zorder.ts'

/** What a style is made from. The same context gives the same style. */
export interface MapContext {
  view: Pick<View, 'toggled' | 'selection' | 'rate' | 'rule' | 'cause' | 'area' | 'klass' | 'pin' | 'list' | 'spot'>
  /**
   * Everything is judged otherwise than tiles tell: the colours are in the state of the features, and here are the grids with
   * blind spots, each with its cause. `null` where tiles are right.
   */
  restated: ReadonlyMap<string, Cause> | null
  /** What the page itself draws: outlines of blind-spot areas. */
  drawn: readonly GeoJSON.Feature[]
  /** The rule whose blind spots make the places that are shown. */
  placesOf: RuleId
  /** The tile layers this audience may see. */
  available: readonly string[]
}

/** One layer of the map: its name in the z-order and how it looks in a context. */
export interface MapLayer {
  id: LayerId
  build(context: MapContext): Unnamed<LayerSpecification>
}

/** A layer without its name; distributes over the kinds of layers. */
type Unnamed<T> = T extends unknown ? Omit<T, 'id'> : never

/** The tiles of everything. */
export const SOURCE = 'map'
/** The tiles of the blind spots of one rule: those of everything leave many a rule out from afar. */
export const RULE_SOURCE = 'rule'
/** The tiles of the places that the blind spots of one rule make; those of everything have the places of one rule only. */
export const PLACE_SOURCE = 'places'
/** The rule of which the tiles of everything have the places. */
export const USUAL_PLACES: RuleId = 'S1'
/** The marked place, if any. */
export const PIN_SOURCE = 'pin'
/** What the page itself draws. */
export const DRAWN_SOURCE = 'drawn'
/** The family of all labels, in weight 500. It has the name of the page's own family, should a character be in no file. */
export const LABEL_FONT = ['Noto Sans SC']

/** An expression of the map library. Its own type is too narrow to compose. */
export type Expression = FilterSpecification

/** A list as an expression. */
export function ex(...parts: unknown[]): Expression {
  return parts as unknown as Expression
}

/** `visible` when the switch is on. */
export function visibility(context: MapContext, name: SwitchName): 'visible' | 'none' {
  return isOn(name, context.view.toggled) ? 'visible' : 'none'
}

/** Matches nothing. */
export const NOTHING = ex('==', ex('literal', true), false)

/** Features that are polygons: a subject's label point has the same attributes. */
export const IS_POLYGON = ex('==', ex('geometry-type'), 'Polygon')
export const IS_POINT = ex('==', ex('geometry-type'), 'Point')

/** Whether a grid's or gap's code attribute lies in an area: codes are hierarchical (GB/T 10114). */
export function inArea(attribute: string, area: string): Expression {
  return ex('==', ex('slice', ex('get', attribute), 0, area.length), area)
}

export { isOn }
