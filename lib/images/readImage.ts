import { constants, inflateSync } from 'node:zlib'
import { decode as decodeJpeg } from 'jpeg-js'
import { pngPixels } from './png'
import type { Rgba } from './picture'

export const IMAGE_TYPES = ['image/png', 'image/jpeg'] as const
/** Pixels a side. */
export const MIN_SIDE = 16
export const MAX_SIDE = 1024

export type ReadImage = { ok: true; image: Rgba } | { ok: false; problem: string }

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])
/** What makes the picture; everything else, packed texts and colour profiles among it, is left out unread. */
const PIXEL_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
/** Bytes of the widest pixel, 16 bits in four channels. */
const WIDEST = 8
const JPEG_MEGAPIXELS = (MAX_SIDE * MAX_SIDE) / 1_000_000
const JPEG_MEGABYTES = 64

const refused = (problem: string): ReadImage => ({ ok: false, problem })

/**
 * The pixels of a PNG or JPEG from outside. What it is is told by its first bytes; its size is looked at before anything
 * is unpacked, and no more is unpacked than a picture of that size can hold.
 */
export function readImage(bytes: Uint8Array): ReadImage {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = file.subarray(0, SIGNATURE.length).equals(SIGNATURE)
  const isJpeg = file.subarray(0, JPEG_START.length).equals(JPEG_START)
  if (!isPng && !isJpeg) return refused('is neither a PNG nor a JPEG')
  try {
    return isPng ? readPng(file) : readJpeg(file)
  } catch {
    return refused(`is not a whole ${isPng ? 'PNG' : 'JPEG'}`)
  }
}

function readPng(file: Buffer): ReadImage {
  const chunks = chunksOf(file)
  const header = chunks[0]
  if (header?.type !== 'IHDR' || header.data.length !== 13) return refused('is not a whole PNG')
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)]
  const problem = sizeProblem(width, height)
  if (problem) return refused(problem)
  const packed = Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])))
  // A row has a byte for its filter; interlaced ones have seven times as many rows, though shorter.
  const most = (width * WIDEST + 8) * height * 2
  inflateSync(packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH })
  const kept = chunks.filter(({ type }) => PIXEL_CHUNKS.has(type)).map(({ whole }) => whole)
  return { ok: true, image: pngPixels(Buffer.concat([SIGNATURE, ...kept])) }
}

function readJpeg(file: Buffer): ReadImage {
  const size = jpegSize(file)
  if (!size) return refused('is not a whole JPEG')
  const problem = sizeProblem(size.width, size.height)
  if (problem) return refused(problem)
  const { width, height, data } = decodeJpeg(file, {
    useTArray: true,
    formatAsRGBA: true,
    tolerantDecoding: false,
    maxResolutionInMP: JPEG_MEGAPIXELS,
    maxMemoryUsageInMB: JPEG_MEGABYTES,
  })
  return { ok: true, image: { width, height, data } }
}

function sizeProblem(width: number, height: number): string | null {
  const [least, most] = [Math.min(width, height), Math.max(width, height)]
  if (least >= MIN_SIDE && most <= MAX_SIDE) return null
  return `must be ${MIN_SIDE} to ${MAX_SIDE} pixels wide and high; it is ${width} × ${height}`
}

type Chunk = { type: string; data: Buffer; whole: Buffer }

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  let at = SIGNATURE.length
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at)
    if (at + 12 + length > file.length) throw new RangeError('a chunk is cut off')
    const type = file.toString('latin1', at + 4, at + 8)
    chunks.push({
      type,
      data: file.subarray(at + 8, at + 8 + length),
      whole: file.subarray(at, at + 12 + length),
    })
    at += 12 + length
    if (type === 'IEND') break
  }
  return chunks
}

/** Of a frame's header (SOF0 to SOF15, save three markers that are others). */
function jpegSize(file: Buffer): { width: number; height: number } | null {
  let at = 2
  while (at + 9 < file.length) {
    if (file[at] !== 0xff) return null
    const marker = file[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    else at += 2 + file.readUInt16BE(at + 2)
  }
  return null
}
