// @vitest-environment node
/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { classifyRings, VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { describe, expect, it } from 'vitest'

/** Tiles and their words, both written by the tests of the crate `tiles`, whose own decoder is another one. */
const SNAPSHOTS = new URL('../../../tiles/src/tests/snapshots/', import.meta.url)
const TILES = ['worker_z13', 'public_z13', 'worker_z16']

type Line = ReturnType<VectorTileFeature['loadGeometry']>[number]

function file(name: string): Buffer {
  return readFileSync(new URL(`tiles__tests__golden__${name}`, SNAPSHOTS))
}

function decoded(name: string): VectorTile {
  return new VectorTile(new PbfReader(file(`${name}_bytes.snap.mvt`)))
}

/** The words without the snapshot's own head. */
function expected(name: string): string {
  return file(`${name}.snap`).toString().split('---\n').slice(2).join('---\n').trimEnd()
}

function features(tile: VectorTile): { layer: string; feature: VectorTileFeature }[] {
  return Object.entries(tile.layers).flatMap(([name, layer]) =>
    Array.from({ length: layer.length }, (_, at) => ({ layer: name, feature: layer.feature(at) })),
  )
}

function points(line: Line): string {
  return line.map((at) => `${at.x} ${at.y}`).join(', ')
}

function shape(feature: VectorTileFeature): string {
  const parts = feature.loadGeometry()
  if (feature.type === 1) return `point ${parts.map(points).join('; ')}`
  if (feature.type === 2) return `${parts.length === 1 ? 'line' : 'lines'} (${parts.map(points).join('; ')})`
  const polygons = classifyRings(parts)
  const [polygon] = polygons
  if (polygons.length !== 1 || !polygon?.[0]) return `${polygons.length} polygons`
  return `polygon (${points(polygon[0])}) and ${polygon.length - 1} holes`
}

function words(tile: VectorTile): string {
  const layers = Object.entries(tile.layers).map(([name, layer]) => {
    const lines = Array.from({ length: layer.length }, (_, at) => {
      const feature = layer.feature(at)
      const properties = Object.entries(feature.properties).map(([key, value]) => `${key}=${value}`)
      return `  ${feature.id ?? '-'} ${shape(feature)} ${properties.join(' ')}`
    })
    return [name, ...lines].join('\n')
  })
  return layers.join('\n')
}

/** Twice the area of a closed ring, positive where it runs clockwise on the screen. */
function doubledArea(ring: Line): number {
  return ring.slice(1).reduce((sum, at, before) => {
    const from = ring[before] ?? at
    return sum + from.x * at.y - at.x * from.y
  }, 0)
}

describe.each(TILES)('the tile %s', (name) => {
  it('says in JavaScript what it says in Rust', () => {
    expect(words(decoded(name))).toBe(expected(name))
  })

  it('has closed rings, exterior ones clockwise and around more than their holes', () => {
    const polygons = features(decoded(name)).filter(({ feature }) => feature.type === 3)
    expect(polygons.length).toBeGreaterThan(0)
    for (const { layer, feature } of polygons) {
      const rings = feature.loadGeometry()
      const areas = rings.map(doubledArea)
      expect(areas[0], layer).toBeGreaterThan(0)
      expect(areas.reduce((sum, area) => sum + area, 0), layer).toBeGreaterThan(0)
      for (const ring of rings) expect(ring.at(-1), layer).toEqual(ring[0])
    }
  })

  it('is MVT 2 of 4,096 units', () => {
    for (const layer of Object.values(decoded(name).layers)) {
      expect([layer.version, layer.extent, layer.length > 0]).toEqual([2, 4096, true])
    }
  })
})
