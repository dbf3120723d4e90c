import { CAUSE_PATTERN, FAR, GAP_FAR_INK, GAP_INK, GAP_WASH, POINT } from './colours.ts'

/** Images are drawn at twice their size, so that they stay sharp on a screen of ratio 2. */
export const PIXEL_RATIO = 2

/** Side of a hatching tile, in CSS pixels: near, and from afar, where one hatched village after another fills the view. */
const TILE = 12
const FAR_TILE = 16
const POINT_SIZE = 22

type Draw = (canvas: CanvasRenderingContext2D, size: number) => void

/** Every image the style names, drawn by hand: name → pixels. */
export function drawImages(): Map<string, ImageData> {
  const images = new Map<string, ImageData>()
  for (const [name, draw] of Object.entries(PATTERNS)) images.set(name, render(TILE, draw)).set(name + FAR, render(FAR_TILE, draw))
  for (const [name, draw] of Object.entries(POINTS)) images.set(name, render(POINT_SIZE, draw))
  return images
}

function render(size: number, draw: Draw): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * PIXEL_RATIO
  const context = canvas.getContext('2d')
  if (!context) return new ImageData(canvas.width, canvas.height)
  context.scale(PIXEL_RATIO, PIXEL_RATIO)
  draw(context, size)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/**
 * A wash under the ink keeps the hatching readable on the darkest class of the ramp and lets the class show. The ink is thin: a
 * village fills half the view, and the map stretches patterns up to twice their size between two zooms.
 */
function wash(c: CanvasRenderingContext2D, size: number): void {
  c.fillStyle = GAP_WASH
  c.fillRect(0, 0, size, size)
  c.strokeStyle = c.fillStyle = size > TILE ? GAP_FAR_INK : GAP_INK
  c.lineWidth = 0.75
}

function strokes(c: CanvasRenderingContext2D, lines: [number, number, number, number][]): void {
  c.beginPath()
  for (const [x1, y1, x2, y2] of lines) {
    c.moveTo(x1, y1)
    c.lineTo(x2, y2)
  }
  c.stroke()
}

/** Diagonals that meet their neighbours at the tile's edges: the corners are drawn on both sides. */
const rising = (s: number): [number, number, number, number][] => [
  [0, s, s, 0],
  [-1, 1, 1, -1],
  [s - 1, s + 1, s + 1, s - 1],
]
const falling = (s: number): [number, number, number, number][] => [
  [0, 0, s, s],
  [s - 1, -1, s + 1, 1],
  [-1, s - 1, 1, s + 1],
]

const PATTERNS: Record<string, Draw> = {
  [CAUSE_PATTERN.place]: (c, s) => {
    wash(c, s)
    strokes(c, [...rising(s), ...falling(s)])
  },
  [CAUSE_PATTERN.capacity]: (c, s) => {
    wash(c, s)
    strokes(c, rising(s))
  },
  [CAUSE_PATTERN.service]: (c, s) => {
    wash(c, s)
    for (const [x, y] of [[s / 4, s / 4], [(s * 3) / 4, (s * 3) / 4]] as const) dot(c, x, y, 1.25)
  },
  [CAUSE_PATTERN.data]: (c, s) => {
    wash(c, s)
    c.strokeStyle = s > TILE ? '#6b748099' : '#6b7480'
    strokes(c, [[0, s / 2, s, s / 2]])
  },
  [CAUSE_PATTERN.shape]: (c, s) => {
    wash(c, s)
    strokes(c, falling(s))
  },
}

const POINTS: Record<string, Draw> = {
  'point-station': (c, s) => {
    const arm = 2.6
    const reach = 7.4
    const m = s / 2
    c.beginPath()
    const corner = [[-arm, -reach], [arm, -reach], [arm, -arm], [reach, -arm], [reach, arm], [arm, arm], [arm, reach], [-arm, reach], [-arm, arm], [-reach, arm], [-reach, -arm], [-arm, -arm]] as const
    for (const [x, y] of corner) c.lineTo(m + x, m + y)
    cased(c, POINT.station)
  },
  'point-organisation': (c, s) => {
    c.beginPath()
    for (let i = 0; i < 10; i++) {
      const radius = i % 2 === 0 ? 8.6 : 3.7
      const angle = (Math.PI * i) / 5 - Math.PI / 2
      c.lineTo(s / 2 + radius * Math.cos(angle), s / 2 + 0.6 + radius * Math.sin(angle))
    }
    cased(c, POINT.organisation)
  },
  'point-member': (c, s) => {
    c.beginPath()
    c.rect(s / 2 - 4.5, s / 2 - 4.5, 9, 9)
    cased(c, POINT.member)
  },
}

function cased(c: CanvasRenderingContext2D, colour: string): void {
  c.closePath()
  c.lineJoin = 'round'
  c.lineWidth = 3
  c.strokeStyle = '#ffffff'
  c.stroke()
  c.fillStyle = colour
  c.fill()
}

function dot(c: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  c.beginPath()
  c.arc(x, y, radius, 0, 2 * Math.PI)
  c.fill()
}

/** Draws one named image into a legend's canvas, the same strokes as on the map. */
export function drawSwatch(canvas: HTMLCanvasElement, name: string): void {
  const context = canvas.getContext('2d')
  const pattern = PATTERNS[name]
  const point = POINTS[name]
  if (!context) return
  context.clearRect(0, 0, canvas.width, canvas.height)
  if (pattern) {
    const tile = render(TILE, pattern)
    const stamp = document.createElement('canvas')
    stamp.width = stamp.height = tile.width
    stamp.getContext('2d')?.putImageData(tile, 0, 0)
    context.fillStyle = context.createPattern(stamp, 'repeat') ?? GAP_INK
    context.fillRect(0, 0, canvas.width, canvas.height)
  } else if (point) {
    context.save()
    context.scale(canvas.width / POINT_SIZE, canvas.height / POINT_SIZE)
    point(context, POINT_SIZE)
    context.restore()
  }
}
