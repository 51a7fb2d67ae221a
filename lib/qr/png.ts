import { greyPng, rgbPng } from '@/lib/images/png'
import { onWhite, resized, type Rgb, type Rgba } from '@/lib/images/picture'
import { CORNER, logoBox, qrCode, type QrCode, type QrOptions } from './code'

const WHITE = 255
/** Points sampled a side of a pixel, for soft corners. */
const SAMPLES = 4

/**
 * A QR code as a PNG of exactly that size. Modules are whole pixels, as large as fit, with white around them, so that every
 * module has the same width. Grey, unless there is a logo.
 */
export function qrPng(text: string, { size, style, logo }: QrOptions): Buffer {
  const code = qrCode(text, logo !== null)
  const scale = Math.floor(size / code.modules)
  const margin = Math.floor((size - scale * code.modules) / 2)
  const tile = moduleTile(scale, CORNER[style])
  const square = moduleTile(scale, 0)

  const pixels = new Uint8Array(size * size).fill(WHITE)
  for (let row = 0; row < size; row++) {
    drawRow(pixels.subarray(row * size + margin), row - margin, scale, code, { tile, square })
  }
  return logo ? rgbPng(withLogo(pixels, size, { code, scale, margin, logo })) : greyPng(size, pixels)
}

type Tiles = { tile: Uint8Array; square: Uint8Array }

function drawRow(pixels: Uint8Array, at: number, scale: number, code: QrCode, { tile, square }: Tiles): void {
  const y = Math.floor(at / scale)
  if (at < 0 || y >= code.modules) return
  const start = (at % scale) * scale
  for (let x = 0; x < code.modules; x++) {
    if (!code.isDark(x, y)) continue
    const source = code.isData(x, y) ? tile : square
    pixels.set(source.subarray(start, start + scale), x * scale)
  }
}

type Placed = { code: QrCode; scale: number; margin: number; logo: Rgba }

function withLogo(grey: Uint8Array, size: number, { code, scale, margin, logo }: Placed): Rgb {
  const rgb = new Uint8Array(size * size * 3)
  for (const [pixel, value] of grey.entries()) rgb.fill(value, pixel * 3, pixel * 3 + 3)
  const box = logoBox(code, logo)
  if (!box) return { width: size, height: size, rgb }
  const pixels = (modules: number) => Math.max(1, Math.round(modules * scale))
  const drawn = onWhite(resized(logo, pixels(box.width), pixels(box.height)))
  const [left, top] = [margin + Math.round(box.x * scale), margin + Math.round(box.y * scale)]
  for (let row = 0; row < drawn.height; row++) {
    const line = drawn.rgb.subarray(row * drawn.width * 3, (row + 1) * drawn.width * 3)
    rgb.set(line, ((top + row) * size + left) * 3)
  }
  return { width: size, height: size, rgb }
}

/** Grey values of one dark module: a square whose corners are rounded by this part of its width. */
function moduleTile(scale: number, corner: number): Uint8Array {
  const tile = new Uint8Array(scale * scale)
  for (let pixel = 0; pixel < tile.length; pixel++) {
    let dark = 0
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
      const x = ((pixel % scale) + ((sample % SAMPLES) + 0.5) / SAMPLES) / scale
      const y = (Math.floor(pixel / scale) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / scale
      if (isInside(x, y, corner)) dark++
    }
    tile[pixel] = Math.round(WHITE * (1 - dark / (SAMPLES * SAMPLES)))
  }
  return tile
}

function isInside(x: number, y: number, corner: number): boolean {
  const dx = Math.max(corner - Math.min(x, 1 - x), 0)
  const dy = Math.max(corner - Math.min(y, 1 - y), 0)
  return dx * dx + dy * dy <= corner * corner
}
