import { deflateSync } from 'node:zlib'
import { CORNER, qrCode, type QrCode, type QrOptions } from './code'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const WHITE = 255
/** Points sampled a side of a pixel, for soft corners. */
const SAMPLES = 4

/**
 * A QR code as a grey PNG. Modules are whole pixels, as large as fit, with white around them, so that every module has
 * the same width.
 */
export function qrPng(text: string, { size, style }: QrOptions): Buffer {
  const code = qrCode(text)
  const scale = Math.floor(size / code.modules)
  const margin = Math.floor((size - scale * code.modules) / 2)
  const tile = moduleTile(scale, CORNER[style])
  const square = moduleTile(scale, 0)

  // Each row begins with its filter, 0 for none.
  const rows = Buffer.alloc((size + 1) * size, WHITE)
  for (let row = 0; row < size; row++) {
    rows[row * (size + 1)] = 0
    drawRow(rows.subarray(row * (size + 1) + 1 + margin), row - margin, scale, code, { tile, square })
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = 8
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
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

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** The checksum of PNG chunks; node:zlib has it only from Node 20.15 on. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
