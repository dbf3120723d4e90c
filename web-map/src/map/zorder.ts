/**
 * The one list of what lies above what, bottom to top. A layer that is not in it cannot be added, and a name here that no layer
 * has is a mistake too: both throw when the style is put together.
 */
export const Z_ORDER = [
  'ground',
  'district-fill',
  'grid-fill',
  'bin-fill',
  'water-fill',
  'road-casing',
  'road-line',
  'building-fill',
  'building-line',
  'gap-fill',
  'grid-line',
  'community-line',
  'gap-casing',
  'gap-line',
  'gap-shape',
  'street-casing',
  'street-line',
  'district-line',
  'circle-only-cell',
  'grid-hit',
  'grid-hover',
  'place-fill',
  'place-casing',
  'place-line',
  'spot-fill',
  'spot-casing',
  'spot-line',
  'selected-casing',
  'selected-line',
  'household-point',
  'circle-only-point',
  'member-point',
  'organisation-point',
  'station-point',
  'pin-casing',
  'pin-ring',
  'road-label',
  'grid-label',
  'community-label',
  'street-label',
  'site-lost',
  'site-closing',
  'site-alternative',
  'site-point',
  'site-label',
  'pin-label',
] as const

export type LayerId = (typeof Z_ORDER)[number]

/** Puts layers into the declared order. Throws on an undeclared, a doubled or a missing layer. */
export function inOrder<T extends { id: string }>(layers: readonly T[]): T[] {
  const byId = new Map<string, T>()
  for (const layer of layers) {
    if (!(Z_ORDER as readonly string[]).includes(layer.id)) throw new Error(`layer “${layer.id}” is not declared in zorder.ts`)
    if (byId.has(layer.id)) throw new Error(`layer “${layer.id}” is built twice`)
    byId.set(layer.id, layer)
  }
  return Z_ORDER.map((id) => {
    const layer = byId.get(id)
    if (!layer) throw new Error(`zorder.ts declares “${id}”, but no layer has that name`)
    return layer
  })
}
