// The tiles of the running server, decoded by a library that is not the server's.
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { SERVER } from './harness.mjs'

/** Every tile of a zoom over these bounds, as `{layer: [{type, properties}]}`; empty tiles are left out. */
export async function tilesAt(zoom, [west, south, east, north]) {
  const scale = 2 ** zoom
  const column = (lon) => Math.floor(((lon + 180) / 360) * scale)
  const row = (lat) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * scale)
  const tiles = []
  for (let x = column(west); x <= column(east); x++) {
    for (let y = row(north); y <= row(south); y++) {
      const answer = await fetch(`${SERVER}/tiles/map/${zoom}/${x}/${y}`)
      if (!answer.ok) throw new Error(`${zoom}/${x}/${y}: ${answer.status}`)
      if (answer.status !== 204) tiles.push(decode(new Uint8Array(await answer.arrayBuffer())))
    }
  }
  return tiles
}

function decode(bytes) {
  const { layers } = new VectorTile(new PbfReader(bytes))
  const features = (layer) => Array.from({ length: layer.length }, (_, i) => layer.feature(i)).map(({ type, properties }) => ({ type, properties }))
  return Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, features(layer)]))
}
