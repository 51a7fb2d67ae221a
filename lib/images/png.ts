import { PNG } from 'pngjs'
import type { Rgb, Rgba } from './picture'

/** What PNG calls the kinds of pixels. */
const COLOUR = { grey: 0, rgb: 2, rgba: 6 } as const

/** Without filters: drawings of few colours are packed as well, in a fraction of the time. */
function packed(kind: keyof typeof COLOUR, width: number, height: number, data: Uint8Array): Buffer {
  const colorType = COLOUR[kind]
  const png = new PNG({ width, height })
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const options = { colorType, inputColorType: colorType, inputHasAlpha: kind === 'rgba', filterType: 0 }
  // Types of the library leave out what its pixels may be.
  return PNG.sync.write(png, { ...options, bitDepth: 8 } as Parameters<typeof PNG.sync.write>[1])
}

/** A PNG of grey values, one byte a pixel. */
export function greyPng(size: number, grey: Uint8Array): Buffer {
  return packed('grey', size, size, grey)
}

/** A PNG without transparency. */
export function rgbPng({ width, height, rgb }: Rgb): Buffer {
  return packed('rgb', width, height, rgb)
}

/** A PNG that holds pixels and nothing else. */
export function rgbaPng({ width, height, data }: Rgba): Buffer {
  return packed('rgba', width, height, data)
}

/** The pixels of a PNG that this module wrote, or that `readImage` has looked at before. Throws on any other. */
export function pngPixels(bytes: Uint8Array): Rgba {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes), { checkCRC: true })
  return { width, height, data }
}
